"""Which columns are read of rows that are taken from a frame and get a name."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..syntax import text_of
from ..values import Frame
from ._guarded import is_kept


def _uses(node: ast.expr, facts: Facts) -> list[ast.Name]:
    """Where rows are read that get a name in a block; empty where they get none."""
    stmt = facts.source.parents[node]
    if not (isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)):
        return []
    name, block = stmt.targets[0], facts.source.block(stmt)
    named = [n for n in facts.source.all(ast.Name) if n.id == name.id and n is not name]
    alone = name.id in facts.namespace or len(block) < 2
    return [] if alone else [n for n in named if not is_kept(n, facts)]


def _read_of(use: ast.Name, facts: Facts) -> str | None:
    """The column that is read of rows with a name; empty for their number."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Subscript):
        return text_of(parent.slice)
    called = parent.func if isinstance(parent, ast.Call) else None
    length = isinstance(called, ast.Name) and called.id == "len"
    return "" if length and facts.is_builtin("len", at=parent) else None


def only_column(node: ast.expr, facts: Facts) -> tuple[str, list[ast.expr]] | None:
    """(column, where it is read) for rows that get a name, of which one column alone is read."""
    uses = _uses(node, facts)
    columns = {_read_of(use, facts) for use in uses}
    column = columns.pop() if len(columns) == 1 else None
    parts = [facts.source.parents[use] for use in uses]
    return (column, parts) if column else None  # type: ignore[return-value]


def few_columns(
    node: ast.expr, known: Frame, facts: Facts
) -> tuple[list[str], list[ast.Name]] | None:
    """(columns, where the rows are read) for rows that get a name, of which a few are read:
    half of the frame's at most."""
    uses = _uses(node, facts)
    columns = dict.fromkeys(_read_of(use, facts) for use in uses)
    if not uses or any(column is None or column not in {"", *known.columns} for column in columns):
        return None
    found = [column for column in columns if column]
    return (found, uses) if len(found) * 2 <= len(known.all_kinds) else None
