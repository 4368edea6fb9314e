"""Columns that are made on the spot, or have a name: `df['day'].dt.month`, `change = x.diff()`."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..infer import series_kind

_PARTS = flow.words(
    """year month day hour minute second quarter dayofweek day_of_week weekday dayofyear
    day_of_year days_in_month"""
)
_TEXTS = flow.words("lower upper strip lstrip rstrip title capitalize replace zfill")
_SAME_ROWS = flow.words("abs astype diff fillna pct_change round shift clip rank where mask")
SMALL = "int32"
"""The dtype of parts of moments."""


def made_kind(node: ast.expr, facts: Facts) -> str | None:
    """`int`, `float`, `str`, `int32`, … for a column that an expression makes; None for others."""
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        return None if value is None else facts.once(node, lambda: made_kind(value, facts), None)
    if isinstance(node, ast.Attribute):
        part = node.attr in _PARTS and isinstance(node.value, ast.Attribute)
        return SMALL if part and node.value.attr == "dt" else None  # type: ignore[attr-defined]
    called = node.func if isinstance(node, ast.Call) else None
    texts = called.value if isinstance(called, ast.Attribute) and called.attr in _TEXTS else None
    if isinstance(texts, ast.Attribute) and texts.attr == "str":
        return "str"
    return series_kind(node, facts.source.statement(node), facts)


def frame_of_rows(node: ast.expr) -> ast.Name | None:
    """The frame whose rows a column has that is made of the frame's own columns."""
    if isinstance(node, ast.BinOp):
        sides = [s for s in (node.left, node.right) if not isinstance(s, ast.Constant)]
        found = [frame_of_rows(side) for side in sides]
        same = {one.id if one is not None else "" for one in found}
        return found[0] if len(same) == 1 else None
    if isinstance(node, ast.Call):
        called = node.func
        if not isinstance(called, ast.Attribute):
            return None
        known = called.attr in _SAME_ROWS | _TEXTS
        return frame_of_rows(called.value) if known else None
    if isinstance(node, ast.Attribute):
        known = node.attr in _PARTS | {"dt", "str"}
        return frame_of_rows(node.value) if known else None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.value if isinstance(node.value, ast.Name) else None
    return None
