from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS
from ._bodies import indented
from ._divisor_rounds import rounds_text
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import library, sole
from ._rule import Rewrite, rule

_EAGER = frozenset({"sum", "list", "max", "min", "set", "sorted", "tuple"})


@rule(ast.ListComp, ast.GeneratorExp, ast.For, safety=Safety.CHECK, gain=76.0, hints=("%",))
def divisor_pairs(node: ast.ListComp | ast.GeneratorExp | ast.For, facts: Facts) -> Rewrite | None:
    """Collect divisors in pairs, as far as the square root.

    What it does:
        `[d for d in range(1, n + 1) if n % d == 0]` finds the divisors up to the whole square
        root, and their partners from them, in the same order. So does a loop that appends
        divisors to a list, adds them up or counts them; one that does something else for each
        divisor goes through the divisors alone.

    Why it is slow:
        All numbers up to `n` are tried, of which hardly any divides it.

    Before:
        divisors = [d for d in range(1, n + 1) if n % d == 0]

    After:
        from math import isqrt
        n_low = [d for d in range(1, isqrt(max(n, 0)) + 1) if n % d == 0]
        divisors = n_low + [n // d for d in reversed(n_low) if d * d != n]

    When not:
        A number that isn't known to be whole, a range that starts or ends elsewhere, another
        condition beside it, a place within another expression that repeats it.

    Source:
        Knuth, "The Art of Computer Programming", 4.5.4.
    """
    if isinstance(node, ast.For):
        return _of_loop(node, facts)
    part = node.generators[0]
    if len(node.generators) != 1 or len(part.ifs) != 1 or part.is_async:
        return None
    if not isinstance(part.target, ast.Name) or ast.unparse(node.elt) != part.target.id:
        return None
    d, iterated = part.target.id, part.iter
    number = _number(part.ifs[0], d)
    if number is None or not isinstance(iterated, ast.Call):
        return None
    n, ends = number.id, ast.unparse(iterated)
    proper = ends == f"range(1, {n})"
    if not (proper or ends == f"range(1, {n} + 1)"):
        return None
    if not shapes.within(shapes_of(number, facts), "int"):
        return None
    if not facts.is_builtin("range", "max", "reversed", at=node) or _is_conditional(node, facts):
        return None
    root, imports = library("math.isqrt", facts)
    low = facts.fresh(f"{n}_low")
    test = f"{n} % {d} == 0"
    made = f"{low} = [{d} for {d} in range(1, {root}(max({n}, 0)) + 1) if {test}]"
    every = f"{low} + [{n} // {d} for {d} in reversed({low}) if {d} * {d} != {n}]"
    text = f"({every})[:-1]" if proper else every
    before = Around(facts.source.statement(node), made)
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Call) and parent.args == [node] and not parent.keywords:
        if isinstance(node, ast.GeneratorExp) and ast.unparse(parent.func) not in _EAGER:
            return None
        call = f"{facts.source.segment(parent.func)}({text})"
        return Rewrite((before, Swap(parent, call)), imports)
    if isinstance(node, ast.GeneratorExp):
        return None
    alone = isinstance(parent, ast.Assign | ast.Return)
    return Rewrite((before, Swap(node, text if alone or proper else f"({text})")), imports)


def _of_loop(node: ast.For, facts: Facts) -> Rewrite | None:
    """`for d in range(1, n): if n % d == 0: total += d`, and the like."""
    if facts.source.function(node) is None and facts.kind != "program":
        return None
    if not isinstance(node.target, ast.Name) or node.orelse:
        return None
    d, found = node.target.id, rounds_text(node, _number, facts)
    if found is None or read_elsewhere(d, [node], facts):
        return None
    number, work = found
    ends = {f"range({end.format(number.id)})": part for end, part in _PARTS.items()}
    part = ends.get(ast.unparse(node.iter))
    if part is None or not shapes.within(shapes_of(number, facts), "int"):
        return None
    if is_compiled(node, facts) or not facts.is_builtin(*_USED, at=node):
        return None
    root, imports = library("math.isqrt", facts)
    n, low = number.id, facts.fresh(f"{number.id}_low")
    test = f"{n} % {d} == 0"
    made = f"{low} = [{d} for {d} in range(1, {root}(max({n}, 0)) + 1) if {test}]"
    every = f"{low} + [{n} // {d} for {d} in reversed({low}) if {d} * {d} != {n}]"
    every = f"({every}){part}" if part else every
    text = _of_all(node, d, every, facts) or f"for {d} in {every}:\n{indented(work)}"
    return Rewrite((Instead(node, f"{made}\n{text}"),), imports)


def _of_all(node: ast.For, d: str, divisors: str, facts: Facts) -> str | None:
    """One statement for all divisors, where the loop only collects, counts or adds them up."""
    asked = sole(node.body)
    plain = isinstance(asked, ast.If) and not isinstance(asked.test, ast.BoolOp)
    work = sole(asked.body) if plain and isinstance(asked, ast.If) else None
    return None if work is None else _taken(work, d, divisors, facts)


_USED = ("range", "max", "reversed", "sum", "len")
_PARTS = {
    "1, {0} + 1": "",
    "1, {0}": "[:-1]",
    "1, {0} // 2 + 1": "[:-1]",
    "2, {0} + 1": "[1:]",
    "2, {0}": "[1:-1]",
    "2, {0} // 2 + 1": "[1:-1]",
}
"""Which of all divisors there are in a range."""


def _taken(work: ast.stmt, d: str, divisors: str, facts: Facts) -> str | None:
    """What does to all divisors at once what a statement does to one."""
    added = flow.accumulation(work)
    if added is not None:
        total, value = added[0], ast.unparse(added[1])
        names = [b for b in facts.binders(total, facts.scope(total, work)) if _is_name(b)]
        whole = all(shapes.within(shapes_of(b, facts), "int") for b in names)  # type: ignore[arg-type]
        if total == d or value not in (d, "1") or not (names and whole):
            return None
        return f"{total} += {'sum' if value == d else 'len'}({divisors})"
    call = work.value if isinstance(work, ast.Expr) else None
    method = call.func if isinstance(call, ast.Call) else None
    if not isinstance(method, ast.Attribute) or not isinstance(method.value, ast.Name):
        return None
    items = method.value
    one = [*map(ast.unparse, call.args)] == [d] and not call.keywords  # type: ignore[union-attr]
    known = shapes.within(shapes_of(items, facts), "list")
    return f"{items.id}.extend({divisors})" if one and known and method.attr == "append" else None


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name)


def _number(test: ast.expr, d: str) -> ast.Name | None:
    """`n` of `n % d == 0` and `not n % d`."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        rest = test.operand
    elif isinstance(test, ast.Compare) and ast.unparse(test).endswith(" == 0"):
        rest = test.left
    else:
        return None
    if not (isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.Mod)):
        return None
    by = isinstance(rest.right, ast.Name) and rest.right.id == d
    return rest.left if by and isinstance(rest.left, ast.Name) and rest.left.id != d else None


def _is_conditional(node: ast.expr, facts: Facts) -> bool:
    """True where an expression around this one may repeat it, or leave it out."""
    odd = (ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            return isinstance(parent, (*FUNCTIONS, ast.While, ast.ClassDef)) or (
                facts.source.statement(node) is not parent
            )
        if isinstance(parent, (*odd, ast.Lambda)):
            return True
    return True
