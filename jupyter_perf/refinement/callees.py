"""What the user's own functions do when a piece of source calls them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import FunctionType
from typing import TYPE_CHECKING

from . import flow
from .source import Function

if TYPE_CHECKING:
    from .facts import Facts


def definition_of(name: str, facts: Facts) -> Function | None:
    """The one definition of `name`: in the source, else of the function in the namespace."""
    binders = facts.binders(name, facts.source.tree)
    if binders:
        only = binders[0]
        if len(binders) == 1 and isinstance(only, ast.FunctionDef):
            return only if not only.decorator_list else None
        return None
    value = facts.namespace.get(name)
    if not isinstance(value, FunctionType) or value.__name__ == "<lambda>":
        return None
    try:
        parsed = ast.parse(textwrap.dedent(inspect.getsource(value))).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return None
    return parsed if isinstance(parsed, ast.FunctionDef) else None


def called(node: ast.AST | list[ast.stmt], facts: Facts) -> list[Function]:
    """Definitions of the user's functions that `node` may call, one through another."""
    found: list[Function] = []
    queue = list(flow.walk(node))
    while queue:
        part = queue.pop()
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            body = facts.definition(part.id)
            if body is not None and body not in found:
                found.append(body)
                queue += ast.walk(body)
    return found


def changed_globals(function: Function, facts: Facts) -> set[str]:
    """Global names that calling `function` may rebind or change, as far as its text shows."""
    found: set[str] = set()
    for body in [function, *called(function, facts)]:
        local = flow.local_names(body)
        for node in ast.walk(body):
            base = _changed_root(node)
            if isinstance(node, ast.Global | ast.Nonlocal):
                found |= set(node.names)
            elif base is not None and base.id not in local:
                found.add(base.id)
    return found


def _changed_root(node: ast.AST) -> ast.Name | None:
    """The name whose value a node changes: a store into a part, a method that may change it."""
    if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return flow.root(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return None if node.func.attr in flow.QUIET_METHODS else flow.root(node.func)
    return None


def reads(nodes: list[ast.stmt], name: str, facts: Facts) -> bool:
    """True where a function called from `nodes` refers to the global `name`."""
    return any(
        name in flow.loads(body) and name not in flow.local_names(body)
        for body in called(nodes, facts)
    )
