"""Cells that are looked up in a dictionary, which may not have them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ..facts import Facts
from ..source import Loop
from ..syntax import is_name
from ._cells import Cell


def looked_up(loop: Loop, cells: Sequence[Cell], facts: Facts) -> Iterator[tuple[str, Cell]]:
    """(dictionary's name, cell) of each `d[df.at[i, 'c']]`, where the cell may have a name.

    Where a key is missing the loop ends with an error, and what it has set by then stays.
    """
    changed = facts.changed(loop)
    for cell in cells:
        if cell.window or cell.column is None or not isinstance(cell.node.ctx, ast.Load):  # type: ignore[attr-defined]
            continue
        for key in _uses(loop, cell.node, facts):
            asked = facts.source.parents[key]
            if not (isinstance(asked, ast.Subscript) and asked.slice is key):
                continue
            owner = asked.value
            plain = isinstance(owner, ast.Name) and facts.kind_of(owner) == "dict"
            if plain and isinstance(owner, ast.Name) and owner.id not in changed:
                yield owner.id, cell


def _uses(loop: Loop, node: ast.expr, facts: Facts) -> Iterator[ast.expr]:
    """The cell itself, and the uses of the name that the loop gives it."""
    yield node
    stmt = facts.source.parents[node]
    if isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name):
        name = stmt.targets[0].id
        yield from (part for part in ast.walk(loop) if is_name(part, name))  # type: ignore[misc]
