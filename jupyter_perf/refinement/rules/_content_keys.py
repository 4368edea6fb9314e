"""Keys made of what lists hold, where a function leaves its lists as they are."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .. import flow, shapes
from ..facts import Facts
from ..shaping import elements_of
from ..source import Function

_FRESH = (ast.List, ast.ListComp, ast.Dict, ast.DictComp, ast.Set, ast.SetComp, ast.BinOp)
_MAKERS = frozenset({"list", "sorted", "set", "dict", "tuple"})


def content_key(name: str, given: Sequence[ast.expr], facts: Facts) -> str | None:
    """`tuple(name)` for lists, `tuple(map(tuple, name))` for lists of lists; None for others."""
    from .recursion_to_memo import keyable

    held = shapes.union(*(elements_of(part, facts) for part in given))
    if keyable(held):
        return f"tuple({name})"
    if shapes.within(held, "list") and keyable(shapes.elements(held)):
        return f"tuple(map(tuple, {name}))"
    return None


def changes_own_lists_alone(function: Function, facts: Facts) -> bool:
    """True where it, and what it calls, changes only lists that it has made itself."""
    return _changes_own(function, facts, set())


def _changes_own(function: Function, facts: Facts, seen: set[ast.AST]) -> bool:
    if function in seen:
        return True
    seen.add(function)
    if any(isinstance(part, ast.Lambda) for part in ast.walk(function) if part is not function):
        return False
    for part in ast.walk(function):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
            called = facts.definition(part.func.id)
            if called is not None and not _changes_own(called, facts, seen):
                return False
        changed = _changed(part)
        if changed is not None and not _is_own(changed, function):
            return False
    return True


def _changed(part: ast.AST) -> ast.expr | None:
    """What a node changes in place: the list of `items[i] = x` and of `items.append(x)`."""
    if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
        return part.value
    if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
        return part.target
    method = part.func if isinstance(part, ast.Call) else None
    if isinstance(method, ast.Attribute) and method.attr not in flow.QUIET_METHODS:
        return method.value
    return None


def _is_own(changed: ast.expr, function: Function) -> bool:
    """True for a name that is only ever bound to what is made on the spot."""
    if not isinstance(changed, ast.Name) or changed.id in flow.parameters(function):
        return False
    bound = 0
    for part in ast.walk(function):
        if isinstance(part, ast.Name) and part.id == changed.id and _binds(part):
            bound += 1
        if isinstance(part, ast.Assign) and _names(part) == [changed.id]:
            bound -= _is_made(part.value)
        elif isinstance(part, ast.AugAssign) and ast.unparse(part.target) == changed.id:
            bound -= 1
    return bound == 0


def _binds(name: ast.Name) -> bool:
    return not isinstance(name.ctx, ast.Load)


def _names(stmt: ast.Assign) -> list[str]:
    return [target.id for target in stmt.targets if isinstance(target, ast.Name)]


def _is_made(value: ast.expr) -> bool:
    """True for an expression that gives a new list, or a number or text."""
    if isinstance(value, ast.Subscript):
        return isinstance(value.slice, ast.Slice)
    if isinstance(value, ast.Call):
        called = value.func
        copied = isinstance(called, ast.Attribute) and called.attr == "copy"
        return copied or (isinstance(called, ast.Name) and called.id in _MAKERS)
    return isinstance(value, (*_FRESH, ast.Constant, ast.IfExp)) and not _has_choice(value)


def _has_choice(value: ast.expr) -> bool:
    """True for `a if … else b` of what may not be new."""
    if not isinstance(value, ast.IfExp):
        return False
    return not (_is_made(value.body) and _is_made(value.orelse))
