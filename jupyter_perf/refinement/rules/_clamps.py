"""Bounds of windows that are held to a range: `max(0, i - w)`, `min(len(x), i + w)`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ._index_tests import Cut, index_test, is_whole

MOST = 4
"""Statements of a loop that are written twice."""


@dataclass(frozen=True)
class Clamp:
    """A call that gives `low` up to a place in the range and `high` from there on."""

    cut: Cut
    low: str
    high: str
    calls: tuple[ast.Call, ...]
    """All calls with the same text."""


def clamp_in(
    body: Sequence[ast.stmt | ast.expr], index: str, start: str, facts: Facts
) -> Clamp | None:
    """The first clamp in a loop that takes slices; None where there is none, or much besides."""
    if len(body) > MOST or not flow.has(body, ast.Slice) or flow.has(body, ast.For, ast.While):
        return None
    calls = [part for part in flow.walk(body) if isinstance(part, ast.Call)]
    for call in calls:
        found = _clamp(call, index, start, facts)
        if found is not None:
            text = ast.unparse(call)
            alike = tuple(other for other in calls if ast.unparse(other) == text)
            return Clamp(found.cut, found.low, found.high, alike)
    return None


def _clamp(call: ast.Call, index: str, start: str, facts: Facts) -> Clamp | None:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in ("max", "min") or len(call.args) != 2 or call.keywords:
        return None
    moving = [argument for argument in call.args if index in flow.loads(argument)]
    fixed = [argument for argument in call.args if index not in flow.loads(argument)]
    if len(moving) != 1 or not is_whole(fixed[0], facts):
        return None
    # `max(0, i - w)` moves from where i - w >= 0 on, `min(n, i + w)` as long as i + w <= n.
    turn: ast.cmpop = ast.GtE() if name == "max" else ast.LtE()
    cut = index_test(ast.Compare(moving[0], [turn], [fixed[0]]), index, start, facts)
    if cut is None or cut.rest:
        return None
    texts = facts.source.segment(fixed[0]), facts.source.segment(moving[0])
    low, high = texts if name == "max" else texts[::-1]
    return Clamp(cut, low, high, (call,))
