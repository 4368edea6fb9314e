"""Rows of a frame, and parts of its columns, that a loop gives a name and takes values from."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Loop
from ._leftovers import only_inside


def named_in(loop: Loop, name: ast.Name, facts: Facts) -> ast.Assign | None:
    """The only statement that gives a name its value: in a loop, above all that reads the name.

    None where the value's place changes before the name is last read, or the name outlives the
    loop.
    """
    scope = facts.scope(name.id, name)
    binders = facts.binders(name.id, scope)
    stmt = facts.source.parents.get(binders[0]) if len(binders) == 1 else None
    if not (isinstance(stmt, ast.Assign) and stmt.targets == binders):
        return None
    if not any(facts.source.inside(stmt, part) for part in getattr(loop, "body", ())):
        return None
    if not isinstance(stmt.value, ast.Subscript) or not only_inside({name.id}, loop, facts):
        return None
    block = facts.source.block(stmt)
    later = block[block.index(stmt) + 1 :]
    at = [_place(use, later, facts) for use in uses_of(stmt, facts)]
    if not at or None in at:
        return None
    last = max(place for place in at if place is not None)
    moved = flow.stores(later[: last + 1]) & flow.loads(stmt.value.slice)
    return None if moved else stmt


def uses_of(stmt: ast.Assign, facts: Facts) -> list[ast.Name]:
    """Where the name that a statement binds is read."""
    target = stmt.targets[0]
    assert isinstance(target, ast.Name)
    scope = facts.scope(target.id, target)
    named = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == target.id]
    return [n for n in named if n is not target]


def _place(use: ast.Name, later: list[ast.stmt], facts: Facts) -> int | None:
    found = (at for at, stmt in enumerate(later) if facts.source.inside(use, stmt))
    return next(found, None)
