from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._rule import Rewrite, rule

_STILL = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop,
          ast.expr_context)  # fmt: skip


BEFORE_SORTING = 101.0
"""Little is gained by itself; but loops that sort are looked for next, and known by it."""


@rule(
    ast.Assign,
    safety=Safety.CHECK,
    gain=BEFORE_SORTING,
    hints=("] = ",),
    kinds=("function", "program"),
)
def swap_at_once(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Let two elements of a list change places in one statement.

    What it does:
        A swap by a third variable, which nothing else reads, becomes one by a tuple; loops that
        sort are known by it.

    Why it is slow:
        Each of the three statements works its place out anew.

    Before:
        spare = items[j]
        items[j] = items[j + 1]
        items[j + 1] = spare

    After:
        items[j], items[j + 1] = items[j + 1], items[j]

    When not:
        Elements of anything but one list, places that are worked out by calls or from elements, a
        variable that is read elsewhere.

    Source:
        The Python tutorial, "First Steps Towards Programming".
    """
    block = facts.source.block(node)
    at = block.index(node)
    three = block[at : at + 3]
    sides = [_sides(stmt) for stmt in three]
    if len(three) < 3 or None in sides or is_compiled(node, facts):
        return None
    (spare, first), (second, last), (put, spared) = sides  # type: ignore[misc]
    texts = [ast.unparse(part) for part in (spare, first, second, last, put, spared)]
    if not (texts[1] == texts[2] and texts[3] == texts[4] and texts[0] == texts[5]):
        return None
    base, again = _base(first), _base(last)
    if base is None or again is None or base.id != again.id:
        return None
    if not isinstance(spare, ast.Name) or not shapes.within(shapes_of(base, facts), "list"):
        return None
    if spare.id in (base.id, texts[3]) or read_elsewhere(spare.id, three, facts):
        return None
    one, other = facts.source.segment(first), facts.source.segment(last)
    rest = [Instead(stmt, "") for stmt in three[1:]]
    return Rewrite((Instead(node, f"{one}, {other} = {other}, {one}"), *rest))


def _sides(stmt: ast.stmt) -> tuple[ast.expr, ast.expr] | None:
    fits = isinstance(stmt, ast.Assign) and len(stmt.targets) == 1
    return (stmt.targets[0], stmt.value) if fits else None  # type: ignore[attr-defined]


def _base(node: ast.expr) -> ast.Name | None:
    """The list of `items[j + 1]`."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return None
    still = all(isinstance(part, _STILL) for part in ast.walk(node.slice))
    return node.value if still else None
