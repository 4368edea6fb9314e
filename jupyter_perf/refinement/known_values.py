"""What values and kinds of values expressions are known to have, outside of loops."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import flow, values
from .infer import literal_kind
from .source import FUNCTIONS

if TYPE_CHECKING:
    from .facts import Facts

# Methods after which a container holds the same elements' types as far as a rule cares.
_SAME = frozenset({"copy"})
_TABLES = frozenset({"DataFrame", "Series"})


def of(node: ast.expr, facts: Facts) -> list[Any]:
    """Values that an expression is known to take; empty where that isn't known."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Name):
        return _of_name(node, facts)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        frames = facts.samples(node.value)
        key = node.slice.value
        if frames and all((f := values.frame_of(v)) and key in f.columns for v in frames):
            return [frame[key] for frame in frames]
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _SAME
        and not (node.args or node.keywords)
    ):
        return facts.samples(node.func.value)
    return []


def _of_name(node: ast.Name, facts: Facts) -> list[Any]:
    if not facts.binders(node.id, facts.scope(node.id, node)):
        return from_outside(node, facts)
    table = facts.namespace.get(node.id)
    if values.kind_of(table) in _TABLES and _only_bound_later(node, facts):
        return [table]
    value = facts.assigned(node)
    found: list[Any] = []
    if value is not None:
        found = facts.once(node, lambda: facts.samples(value), [])
    return found or facts.made(node)


def _only_bound_later(node: ast.Name, facts: Facts) -> bool:
    """True for a global at the source's top level that gets another value below this place alone.

    `frame = frame.dropna()` reads the old value, too.
    """
    source = facts.source
    if source.function(node) is not None or facts.source.tree is not facts.scope(node.id, node):
        return False
    loops = source.loops(node)
    for binder in facts.binders(node.id, source.tree):
        if isinstance(binder, ast.Global) or any(source.inside(binder, loop) for loop in loops):
            return False
        stmt = source.statement(binder)
        own = isinstance(stmt, ast.Assign) and source.inside(node, stmt.value)
        if not own and (binder.lineno <= node.lineno or source.inside(node, stmt)):  # type: ignore[attr-defined]
            return False
    return True


def from_outside(node: ast.Name, facts: Facts) -> list[Any]:
    """Values that a name has which the source doesn't bind: a global, or a parameter."""
    scope = facts.scope(node.id, node)
    if facts.binders(node.id, scope):
        return []
    if isinstance(scope, ast.Module):
        return [facts.namespace[node.id]] if node.id in facts.namespace else []
    return facts.argument_samples(scope, node.id) if isinstance(scope, FUNCTIONS) else []


def seen(node: ast.Name, made: Mapping[str, tuple[str, Any]], facts: Facts) -> list[Any]:
    """The value that a global was seen to get where it stands, of those that were `made`."""
    if node.id not in made or not isinstance(facts.scope(node.id, node), ast.Module):
        return []
    binders = facts.binders(node.id, facts.source.tree)
    text, value = made[node.id]
    if len(binders) != 1 or not isinstance(binders[0], ast.Name):
        return []
    stmt = facts.source.statement(binders[0])
    above = node.lineno > (stmt.end_lineno or stmt.lineno)
    return [value] if above and ast.unparse(stmt) == text else []


def kind_of(node: ast.expr, facts: Facts) -> str | None:
    """`list`, `str`, `ndarray`, `DataFrame`, … where all that is known agrees; else None."""
    kinds = {values.kind_of(value) for value in facts.samples(node)}
    if kinds:
        return kinds.pop() if len(kinds) == 1 else None
    if isinstance(node, ast.Name):
        scope = facts.scope(node.id, node)
        kinds = {_kind_of_binder(node, b, facts) or "" for b in facts.binders(node.id, scope)}
        if isinstance(scope, FUNCTIONS) and node.id in flow.parameters(scope):
            return None
        return kinds.pop() or None if len(kinds) == 1 else None
    return literal_kind(node, facts)


def _kind_of_binder(name: ast.Name, binder: ast.AST, facts: Facts) -> str | None:
    stmt = facts.source.parents.get(binder)
    if isinstance(stmt, ast.Assign | ast.AnnAssign) and stmt.value is not None:
        value = stmt.value
        return facts.once(name, lambda: facts.kind_of(value), None)
    if isinstance(stmt, ast.AugAssign):
        return facts.once(name, lambda: facts.kind_of(stmt.value), None)
    return None
