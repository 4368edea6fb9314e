"""Loops that count through the rows of a frame."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..syntax import is_name


@dataclass(frozen=True)
class RowsCounted:
    """`name` goes through the places of a frame's rows, or through its labels."""

    name: str
    frame: str
    """Whose rows are counted; empty where that isn't said."""
    stop: str
    """Where the count ends, if that isn't the number of rows of `frame`."""


def rows_counted(loop: ast.For, facts: Facts) -> RowsCounted | None:
    """The rows that a loop counts through, or None."""
    target, given = loop.target, loop.iter
    if isinstance(given, ast.Attribute) and given.attr == "index":
        plain = isinstance(target, ast.Name) and isinstance(given.value, ast.Name)
        return RowsCounted(target.id, given.value.id, "") if plain else None  # type: ignore[attr-defined]
    if not (isinstance(given, ast.Call) and isinstance(target, ast.Name)):
        return None
    if not (is_name(given.func, "range") and facts.is_builtin("range", "len", at=loop)):
        return None
    if len(given.args) not in (1, 2) or given.keywords:
        return None
    begin = given.args[0] if len(given.args) == 2 else None
    from_zero = isinstance(begin, ast.Constant) and type(begin.value) is int and begin.value >= 0
    if begin is not None and not from_zero:
        return None
    stop = given.args[-1]
    frame = _size_of(stop)
    if frame:
        return RowsCounted(target.id, frame, "")
    plain = isinstance(stop, ast.Name | ast.Constant)
    return RowsCounted(target.id, "", ast.unparse(stop)) if plain else None


def _size_of(node: ast.expr) -> str:
    """`df` of `len(df)`, `len(df.index)`, `df.shape[0]`; empty for anything else."""
    for ends in ("len({})", "len({}.index)", "{}.shape[0]", "{}.index.size"):
        for name in (n.id for n in ast.walk(node) if isinstance(n, ast.Name)):
            if ast.unparse(node) == ends.format(name):
                return name
    return ""
