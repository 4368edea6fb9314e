from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS
from ._place import library
from ._rule import Rewrite, rule

_EAGER = frozenset({"sum", "list", "max", "min", "set", "sorted", "tuple"})


@rule(ast.ListComp, ast.GeneratorExp, safety=Safety.CHECK, gain=50.0, hints=("%",))
def divisor_pairs(node: ast.ListComp | ast.GeneratorExp, facts: Facts) -> Rewrite | None:
    """Collect divisors in pairs, as far as the square root.

    What it does:
        `[d for d in range(1, n + 1) if n % d == 0]` finds the divisors up to the whole square
        root, and their partners from them, in the same order.

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
