"""Lists that a loop does nothing to but append to them."""

from __future__ import annotations

import ast
from collections.abc import Collection

from ..facts import Facts
from ..source import Loop

_READERS = frozenset({"len", "list", "tuple", "sorted"})


def only_grown(
    name: str, loop: Loop, known: Collection[ast.AST], facts: Facts
) -> dict[ast.stmt, str]:
    """Statement → the name that it appends; empty where more is done to the list than that.

    Uses in `known` are accounted for, and only asking how long it is counts as nothing.
    """
    found: dict[ast.stmt, str] = {}
    for use in ast.walk(loop):
        if not (isinstance(use, ast.Name) and use.id == name) or use in known:
            continue
        stmt, added = _appended(use, facts)
        if added and facts.source.function(use) is facts.source.function(loop):
            found[stmt] = added
        elif not _is_counted(use, facts):
            return {}
    return found


def _appended(use: ast.Name, facts: Facts) -> tuple[ast.stmt, str]:
    stmt = facts.source.statement(use)
    method = facts.source.parents[use]
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if isinstance(method, ast.Attribute) and method.attr == "append" and isinstance(call, ast.Call):
        plain = call.func is method and len(call.args) == 1 and not call.keywords
        if plain and isinstance(call.args[0], ast.Name):
            return stmt, call.args[0].id
    return stmt, ""


def _is_counted(use: ast.Name, facts: Facts) -> bool:
    call = facts.source.parents[use]
    named = isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    return named and call.func.id in _READERS and facts.is_builtin(call.func.id, at=use)  # type: ignore[attr-defined]
