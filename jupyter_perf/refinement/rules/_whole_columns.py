"""Tests that numbers which a loop takes from the rows, or columns, of a frame are whole."""

from __future__ import annotations

import ast

from ..facts import Facts
from ._cell_kinds import value_kind


def whole_tests(value: ast.expr, loop: ast.For, facts: Facts) -> list[str] | None:
    """What must hold for `value` to be a whole number: nothing, or columns' dtypes; None if
    that can't be told."""
    if isinstance(value, ast.Constant):
        return [] if type(value.value) is int else None
    if facts.kind_of(value) == "int" or value_kind(value, loop, facts) == "int":
        return []
    column = _column(value, loop, facts)
    if column is None:
        return None
    # Far below where sums of numpy's whole numbers wrap around, which Python's don't.
    return [f'{column}.dtype == "int64"', f"{column}.between(-1e9, 1e9).all()"]


def _column(value: ast.expr, loop: ast.For, facts: Facts) -> str | None:
    """The column that `row['c']`, `row.c`, or a name that goes through a column, comes from."""
    base = value.value if isinstance(value, ast.Subscript | ast.Attribute) else value
    if not isinstance(base, ast.Name):
        return None
    loops = [n for n in ast.walk(loop) if isinstance(n, ast.For)]
    binders = facts.binders(base.id, facts.scope(base.id, base))
    places = [(each, _place(each.target, base.id)) for each in loops]
    found = [(each, place) for each, place in places if place is not None]
    if len(found) != 1 or len(binders) != 1:
        return None
    (source, place), name = (found[0][0].iter, found[0][1]), None
    if base is value:
        return _of_zip(source, place, facts)
    if isinstance(value, ast.Attribute):
        name = repr(value.attr)
    elif isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Constant):
        name = facts.source.segment(value.slice)
    rows = isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute)
    if not rows or name is None or source.func.attr not in ("iterrows", "itertuples"):  # type: ignore[attr-defined]
        return None
    frame = source.func.value  # type: ignore[attr-defined]
    return f"{frame.id}[{name}]" if isinstance(frame, ast.Name) else None


def _place(target: ast.expr, name: str) -> int | None:
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    names = [part.id if isinstance(part, ast.Name) else None for part in parts]
    return names.index(name) if name in names else None


def _of_zip(source: ast.expr, place: int, facts: Facts) -> str | None:
    if not (isinstance(source, ast.Call) and isinstance(source.func, ast.Name)):
        return None
    if source.func.id != "zip" or not facts.is_builtin("zip", at=source):
        return None
    part = source.args[place] if place < len(source.args) else None
    if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
        part = part.func.value if part.func.attr in ("tolist", "to_numpy") else None
    elif isinstance(part, ast.Attribute) and part.attr == "values":
        part = part.value
    column = isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Constant)
    if not column or not isinstance(part.value, ast.Name):  # type: ignore[union-attr]
        return None
    return facts.source.segment(part)  # type: ignore[arg-type]
