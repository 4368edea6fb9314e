"""What is put into the containers that a container holds: `rows[i][j] = value`."""

from __future__ import annotations

import ast

from ..facts import Facts
from .settling import Settling
from .uses import uses_of


def deep_values(use: ast.expr, facts: Facts, settling: Settling) -> list[ast.expr]:
    """The values that a use puts into what a container holds, under other names too."""
    stored = stored_deep(use, facts)
    if stored is not None:
        return [stored]
    stmt = facts.source.parents[use]
    if not (isinstance(stmt, ast.Assign) and stmt.value is use) or settling.is_followed(stmt):
        return []
    with settling.following(stmt):
        names = [target for target in stmt.targets if isinstance(target, ast.Name)]
        uses = [u for t in names for u in uses_of(t.id, facts.scope(t.id, t), facts)]
        return [value for other in uses for value in deep_values(other, facts, settling)]


def stored_deep(use: ast.expr, facts: Facts) -> ast.expr | None:
    """The value of `use[i][j] = value`, `use[i][j] += value` and `use[i].append(value)`."""
    row = facts.source.parents[use]
    place = facts.source.parents.get(row)
    if not (isinstance(row, ast.Subscript) and row.value is use):
        return None
    if isinstance(place, ast.Attribute):
        return None if isinstance(row.slice, ast.Slice) else _put_in(place, facts)
    if not (isinstance(place, ast.Subscript) and place.value is row):
        return None
    if isinstance(row.slice, ast.Slice) or isinstance(place.slice, ast.Slice):
        return None
    stmt = facts.source.parents[place]
    if isinstance(stmt, ast.Assign):
        return stmt.value if place in stmt.targets else None
    return stmt.value if isinstance(stmt, ast.AugAssign) and stmt.target is place else None


def _put_in(method: ast.Attribute, facts: Facts) -> ast.expr | None:
    call = facts.source.parents[method]
    if not (isinstance(call, ast.Call) and call.func is method) or call.keywords:
        return None
    adds = method.attr in ("append", "add", "appendleft") and len(call.args) == 1
    return call.args[0] if adds and not isinstance(call.args[0], ast.Starred) else None
