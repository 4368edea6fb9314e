"""Whether the number of elements of a list changes."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ._slots import is_fresh

_SHRINKING = frozenset({"pop", "remove", "clear"})


def growing(name: ast.Name, facts: Facts) -> list[ast.Attribute]:
    """Where a list's size may change by a method."""
    scope = facts.scope(name.id, name)
    found: list[ast.Attribute] = []
    for use in facts.source.all(ast.Name):
        parent = facts.source.parents[use]
        if not isinstance(parent, ast.Attribute) or use.id != name.id:
            continue
        if parent.attr not in flow.QUIET_METHODS and facts.scope(use.id, use) is scope:
            found.append(parent)
    return found


def another_shrinks(scope: ast.AST, facts: Facts) -> bool:
    """Whether a list that may be known by two names gets shorter: one may be given twice."""
    for name in facts.source.all(ast.Name):
        if facts.scope(name.id, name) is not scope or is_fresh(name, facts):
            continue
        parent = facts.source.parents[name]
        if isinstance(parent, ast.Attribute) and parent.attr in _SHRINKING:
            return True
        if _takes_away(parent):
            return True
    return False


def _takes_away(place: ast.AST) -> bool:
    """True for `a[i:j]` that is set, and for `a[i]` that is deleted."""
    if not isinstance(place, ast.Subscript) or isinstance(place.ctx, ast.Load):
        return False
    return isinstance(place.slice, ast.Slice) or isinstance(place.ctx, ast.Del)


def keeps_its_size(name: ast.Name, facts: Facts) -> bool:
    """True where nothing done by a name makes its list longer or shorter."""
    scope = facts.scope(name.id, name)
    for use in facts.source.all(ast.Name):
        if use.id != name.id or facts.scope(use.id, use) is not scope:
            continue
        parent = facts.source.parents[use]
        if isinstance(parent, ast.Attribute) and parent.attr not in flow.QUIET_METHODS:
            return False
        if isinstance(parent, ast.AugAssign) and parent.target is use:
            return False
        if not isinstance(parent, ast.Subscript) or isinstance(parent.ctx, ast.Load):
            continue
        if isinstance(parent.slice, ast.Slice) or isinstance(parent.ctx, ast.Del):
            return False
    return True
