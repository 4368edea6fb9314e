from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..call_sites import call_sites
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS
from ._bodies import body_text, indented
from ._folds import Fold, fold_of
from ._hot import is_compiled
from ._rule import Rewrite, rule

_DEPTH = 4


@rule(ast.For, safety=Safety.CHECK, gain=110.0, hints=("range(",), kinds=("function", "program"))
def restarted_to_table(node: ast.For, facts: Facts) -> Rewrite | None:
    """Go on from what was worked out before instead of starting again from the first number.

    What it does:
        Where a loop from a fixed start carries whole numbers along, such as a factorial or a
        Fibonacci number, and is repeated for various ends, or is in a function that is called
        again and again, the numbers of each step are kept in a list. Later rounds look them up,
        and lengthen the list where they need more.

    Why it is slow:
        All steps are done again for each end, though they are always the same.

    Before:
        def fact(n):
            f = 1
            for i in range(2, n + 1):
                f = f * i % MOD
            return f

    After:
        fact_known = [1]

        def fact(n):
            f = fact_known[-1]
            for i in range(len(fact_known) + 1, n + 1):
                f = f * i % MOD
                fact_known.append(f)
            f = fact_known[max(n - 1, 0)]
            return f

    When not:
        A step that hangs on more than its number and on what is carried, has an effect, or may
        leave the loop; a start that isn't fixed; floats; numbers that grow by factors, all of which
        would take too much room.

    Source:
        Bellman, "Dynamic Programming", 1957.
    """
    if is_compiled(node, facts) or flow.has(node, ast.Break, ast.Continue, ast.Return):
        return None
    found = fold_of(node, facts)
    if found is None:
        return None
    before = _before(node, found, facts)
    return None if before is None else _written(node, found, before, facts)


def _before(node: ast.For, found: Fold, facts: Facts) -> ast.stmt | None:
    """The statement before which the list is made: a loop, or the function around."""
    outermost: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if found.read & facts.changed(loop):
            break
        outermost = loop
    function = facts.source.function(node)
    if outermost is not None and _varies(found, outermost, facts):
        return outermost
    if not isinstance(function, ast.FunctionDef) or facts.source.loops(node):
        return None
    top = isinstance(facts.source.parents[function], ast.Module)
    if not top or not all(_is_fixed(name, facts) for name in found.read):
        return None
    return function if _is_repeated(function, facts, _DEPTH) else None


def _varies(found: Fold, loop: ast.stmt, facts: Facts) -> bool:
    """True where the end is another one in the rounds of a loop."""
    return bool(flow.loads(found.stop) & facts.changed(loop))


def _is_fixed(name: str, facts: Facts) -> bool:
    """True for a module's number, function or module that is bound once."""
    binders = facts.binders(name, facts.source.tree)
    if facts.is_module(name) or isinstance(facts.definition(name), ast.FunctionDef):
        return True
    if len(binders) != 1 or not isinstance(binders[0], ast.Name):
        return False
    return not facts.source.loops(binders[0]) and shapes.hashable(shapes_of(binders[0], facts))


def _is_repeated(function: ast.FunctionDef, facts: Facts, depth: int) -> bool:
    """True for a function that a loop calls, by way of others too."""
    if depth == 0:
        return False
    for call, _ in call_sites(function, facts) or ():
        if facts.source.loops(call):
            return True
        around = facts.source.function(call)
        for parent in facts.source.ancestors(call):
            if isinstance(parent, COMPREHENSIONS):
                return True
            if isinstance(parent, ast.stmt):
                break
        other = isinstance(around, ast.FunctionDef) and around is not function
        if other and _is_repeated(around, facts, depth - 1):  # type: ignore[arg-type]
            return True
    return False


def _written(node: ast.For, found: Fold, before: ast.stmt, facts: Facts) -> Rewrite | None:
    one = len(found.carried) == 1
    owner = before.name if isinstance(before, ast.FunctionDef) else found.carried[0]
    known = facts.fresh(f"{owner}_known")
    state = ", ".join(found.carried)
    begin = found.starts[0] if one else f"({', '.join(found.starts)})"
    first = f"len({known})" + {0: " - 1", 1: ""}.get(found.first, f" + {found.first - 1}")
    stop = facts.source.segment(found.stop)
    count = _count(found, stop)
    lines = [f"{state} = {known}[-1]", f"for {found.variable} in range({first}, {stop}):"]
    lines += [indented(body_text(node.body, facts.source))]
    lines += [f"    {known}.append({state if one else f'({state})'})"]
    lines += [f"{state} = {known}[max({count}, 0)]"]
    changes: list[Change] = [Instead(stmt, "") for stmt in found.begun]
    changes += [Instead(node, "\n".join(lines))]
    gap = "\n\n" if isinstance(before, ast.FunctionDef) else ""
    changes.append(Around(before, f"{gap}{known} = [{begin}]"))
    return Rewrite(tuple(changes))


def _count(found: Fold, stop: str) -> str:
    """How many rounds there are."""
    if isinstance(found.stop, ast.BinOp) and isinstance(found.stop.op, ast.Add):
        right = found.stop.right
        if isinstance(right, ast.Constant) and type(right.value) is int:
            less = found.first - right.value
            text = ast.unparse(found.stop.left)
            return text if less == 0 else f"{text} {'-' if less > 0 else '+'} {abs(less)}"
    return stop if found.first == 0 else f"{stop} - {found.first}"
