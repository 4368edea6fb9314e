"""What the outermost loops of a cell go through: each pass costs much the same as the others.

Where the cell has several sizes, fewer passes over all of the rest tell more than all of them made
smaller together: what a pass works on stays in the cache level, and at the library's choices, of
the whole.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .sizes import Group

_LEAST_PASSES = 16
"""Of fewer there are too few sizes to run."""
_INTO = (ast.If, ast.With, ast.Try)


def by_passes(source: str, groups: Sequence[Group]) -> list[Group]:
    """Groups that only set how often an outermost loop goes round, the largest first; none where
    there is but one size, or where a loop may end before its time."""
    if len(groups) < 2:
        return []
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):  # a program's text is checked elsewhere
        return []
    loops = list(_outermost(body))
    if any(isinstance(node, ast.Break) for loop in loops for node in ast.walk(loop)):
        return []
    names = {name for loop in loops for name in _names(loop.iter)}
    found = [g for g in groups if g.value >= _LEAST_PASSES and not g.pinned and _of(g) & names]
    return sorted(found, key=lambda group: -group.value)


def _of(group: Group) -> set[str]:
    if group.file or group.unit == "columns":
        return set()
    if group.rows is None:
        return set(group.numbers)
    return {group.name, *group.alike, *group.numbers}


def _outermost(body: Sequence[ast.stmt]) -> Iterator[ast.For]:
    for statement in body:
        if isinstance(statement, ast.For):
            yield statement
        elif isinstance(statement, _INTO):
            yield from _outermost(statement.body)


def _names(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
