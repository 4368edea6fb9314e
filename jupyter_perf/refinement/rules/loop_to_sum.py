from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import library, sole
from ._rounds import element
from ._rule import Rewrite, rule

_KINDS = ("list", "tuple", "set", "frozenset", "dict", "range", "deque")


@rule(ast.For, safety=Safety.CHECK, gain=3.0, hints=("+", "*"))
def loop_to_sum(node: ast.For, facts: Facts) -> Rewrite | None:
    """Let `sum` and `math.prod` go through the numbers.

    What it does:
        A loop that does nothing but add each element of a list to a number becomes
        `total += sum(items)`, one that multiplies becomes `product *= prod(items)`.

    Why it is slow:
        The interpreter runs four instructions for each element; `sum` adds in C.

    Before:
        for x in items:
            total += x

    After:
        total += sum(items)

    When not:
        Elements that aren't known to be whole numbers (from Python 3.12 on `sum` rounds floats
        less than a loop does), a loop's variable that is used afterwards.

    Source:
        The Python documentation of `sum`; measured: 4 times.
    """
    only = sole(node.body)
    if only is None or node.orelse or is_compiled(node, facts):
        return None
    if facts.source.function(node) is None and facts.kind != "program":
        return None
    for operator in (ast.Add, ast.Mult):
        added = flow.accumulation(only, operator)
        if added is not None:
            return _of(node, added[0], added[1], operator is ast.Add, facts)
    return None


def _of(node: ast.For, total: str, part: ast.expr, adds: bool, facts: Facts) -> Rewrite | None:
    found = element(node, facts)
    if found is None or not isinstance(node.target, ast.Name):
        return None
    items, name, places = found
    plain = isinstance(part, ast.Name) and part.id == name and name != ""
    if not plain and part not in places:
        return None
    if isinstance(items, ast.Tuple) or total in flow.loads(items) | {node.target.id}:
        return None
    if read_elsewhere(node.target.id, [node], facts):
        return None
    use = next(n for n in flow.walk(node.body) if isinstance(n, ast.Name) and n.id == total)
    before, held = shapes_of(use, facts), elements_of(items, facts)
    if not shapes.within(shapes_of(items, facts), *_KINDS):
        return None
    text = facts.source.segment(items)
    if not (shapes.whole(held) and shapes.within(before, "int")):
        return None
    if adds:
        summed = f"{total} += sum({text})"
        return Rewrite((Instead(node, summed),)) if facts.is_builtin("sum", at=node) else None
    function, imports = library("math.prod", facts)
    return Rewrite((Instead(node, f"{total} *= {function}({text})"),), imports)
