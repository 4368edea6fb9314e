from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_compiled
from ._rule import Rewrite, rule

_THERE = {("Gt", 0), ("NotEq", 0), ("GtE", 1)}
_MISSING = {("Eq", 0), ("LtE", 0), ("Lt", 1)}
_TURNED = {"Gt": "Lt", "Lt": "Gt", "GtE": "LtE", "LtE": "GtE"}


@rule(ast.Compare, safety=Safety.CHECK, gain=2.5, hints=(".count(",))
def count_to_membership(node: ast.Compare, facts: Facts) -> Rewrite | None:
    """Ask whether something is in a list without counting how often.

    What it does:
        `items.count(x) > 0` becomes `x in items`, and `items.count(x) == 0` `x not in items`, for
        lists, tuples and texts.

    Why it is slow:
        Counting goes through all elements, `in` stops at the first; and it may look into a set
        afterwards.

    Before:
        if kept.count(x) == 0:
            kept.append(x)

    After:
        if x not in kept:
            kept.append(x)

    When not:
        What isn't known to be a list, a tuple or a text; a count that is compared with anything
        but none.

    Source:
        The Python documentation, "Common Sequence Operations".
    """
    if len(node.ops) > 1 or is_compiled(node, facts):
        return None
    left, sign, right = node.left, type(node.ops[0]).__name__, node.comparators[0]
    if isinstance(left, ast.Constant):
        left, sign, right = right, _TURNED.get(sign, sign), left
    if not (isinstance(right, ast.Constant) and type(right.value) is int):
        return None
    asked = (sign, right.value)
    if asked not in _THERE | _MISSING or not isinstance(left, ast.Call) or left.keywords:
        return None
    called = left.func
    if not isinstance(called, ast.Attribute) or called.attr != "count" or len(left.args) != 1:
        return None
    held, wanted = called.value, left.args[0]
    if not isinstance(wanted, ast.Name | ast.Constant | ast.Subscript) or not isinstance(
        held, ast.Name | ast.Subscript
    ):
        return None
    known = shapes_of(held, facts)
    listed = shapes.within(known, "list", "tuple")
    text = shapes.within(known, "str") and shapes.within(shapes_of(wanted, facts), "str")
    if not (listed or text) or node.lineno != node.end_lineno:
        return None
    test = "in" if asked in _THERE else "not in"
    value, items = facts.source.segment(wanted), facts.source.segment(held)
    new = f"{value} {test} {items}"
    whole = isinstance(facts.source.parents[node], ast.If | ast.While | ast.IfExp | ast.Assign)
    return Rewrite((Swap(node, new if whole else f"({new})"),))
