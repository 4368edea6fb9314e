"""The user's own functions: found by name or by source, and read through where they are called."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import interfaces
from .arguments import bound
from .noted import Returned
from .values import UNKNOWN

if TYPE_CHECKING:
    from .reading import Reader


MOST_DEPTH = 20
_OWN = "stands in this cell"
"""No name of Python's, among those of a function's scope."""


@dataclass(frozen=True)
class Function:
    """One that the cell or an earlier one defines, and the scopes around it."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scopes: tuple[dict[str, Any], ...] = ()
    own: bool = True
    """Whether it stands in the cell itself, so that its lines are the cell's."""


def may_ask(node: ast.AST) -> bool:
    """Whether a call of a model may be in it, by its words."""
    return interfaces.may_call(ast.unparse(node))


def enter(
    reader: Reader,
    function: Function,
    given: list[Any],
    named: Mapping[str, Any],
    awaited: bool = True,
) -> Any:
    """Read through `function` as it is called here."""
    node = function.node
    if reader.depth >= MOST_DEPTH:
        reader.notes["a function that calls itself isn't followed further"] = None
        return UNKNOWN
    if not isinstance(node, ast.Lambda) and not may_ask(node) and len(node.body) > 50:
        return UNKNOWN
    _cached(reader, node)
    place = reader.place
    # A coroutine that nobody waits for here runs beside the others of its loop.
    beside = isinstance(node, ast.AsyncFunctionDef) and not awaited
    width = place.width * (place.weight / place.serial if beside and place.serial else 1.0)
    before = reader.scopes
    own = bound(reader, node.args, given, named) | {_OWN: function.own}
    reader.scopes = [before[0], *function.scopes, own]
    reader.depth += 1
    try:
        with reader.at(width=max(1.0, width), serial=place.weight):
            if isinstance(node, ast.Lambda):
                return reader.value(node.body)
            reader.read(node.body)
    except Returned as end:
        return end.value
    finally:
        reader.depth -= 1
        reader.scopes = before
    return None


def is_in_cell(reader: Reader) -> bool:
    """Whether what is read now stands in the cell itself."""
    return all(scope.get(_OWN, True) for scope in reader.scopes[1:])


def function_of(reader: Reader, node: ast.expr) -> Function | None:
    """The function of the user's that `node` names."""
    if isinstance(node, ast.Lambda):
        return Function(node, tuple(reader.scopes[1:]))
    if not isinstance(node, ast.Name):
        return None
    found = reader.get(node.id)
    if isinstance(found, Function):
        return found
    return function_from(found)


def function_from(found: object) -> Function | None:
    """One of an earlier cell, by its source; None for anything else, and for libraries'."""
    if not isinstance(found, types.FunctionType):
        return None
    if found.__module__ not in ("__main__", "builtins", None) and "/" in found.__code__.co_filename:
        path = found.__code__.co_filename
        if "site-packages" in path or "/lib/python" in path:
            return None
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(found)))
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    first = tree.body[0] if tree.body else None
    if isinstance(first, ast.FunctionDef | ast.AsyncFunctionDef):
        return Function(first, (), own=False)
    return None


def _cached(reader: Reader, node: ast.AST) -> None:
    for each in getattr(node, "decorator_list", []):
        said = ast.unparse(each)
        if "cache" in said:
            reader.notes["a cached function answers what repeats without a call"] = None
        if "retry" in said or "backoff" in said:
            reader.notes["calls that are made again after an error aren't counted"] = None
