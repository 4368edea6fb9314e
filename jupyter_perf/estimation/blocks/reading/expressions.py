"""Names in the user's namespace: looked up, never run."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Mapping
from types import BuiltinFunctionType, FunctionType
from typing import NamedTuple

from ....errors import UsageError

_SPACED = re.compile(r"\s*[\w.]+\s+\.[\w.]+\s*|\s*[\w.]+\.\s+[\w.]+\s*")
_MISSING = object()


class Named(NamedTuple):
    """A value, and how the user called it."""

    name: str
    value: object


def parsed(text: str) -> ast.expr | None:
    """The expression that `text` is, of the few kinds that are looked up; None for others."""
    if _SPACED.fullmatch(text):  # Python lets `section .text` pass for an attribute.
        return None
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return node if _is_plain(node) or isinstance(node, ast.Call) else None


def root(node: ast.expr) -> str:
    """The name that it begins with; empty for a constant."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def looked_up(node: ast.expr, namespace: Mapping[str, object]) -> list[Named]:
    """The values that it names. Raises UsageError where there is none, and for a call."""
    if isinstance(node, ast.Tuple | ast.List):
        return [found for each in node.elts for found in looked_up(each, namespace)]
    text = ast.unparse(node)
    if isinstance(node, ast.Call):
        function = ast.unparse(node.func)
        raise UsageError(f"{text[:80]} would be run: give `{function}` itself, without a call")
    return [Named(text[:80], _value(node, namespace))]


def explain(named: Named) -> UsageError:
    """Why a value isn't code that can be read."""
    name, value = named
    if isinstance(value, FunctionType):
        return UsageError(
            f"{name} is plain Python, which has no machine code: compile it with @numba.njit and "
            "call it once"
        )
    if isinstance(value, BuiltinFunctionType):
        return UsageError(
            f"{name} is compiled into Python or a library: name its function there, as in "
            "path/to/library.so:function"
        )
    return UsageError(
        f"{name} is of type {type(value).__name__}: give a function compiled by numba, bytes of "
        "machine code, or a text with assembly, hexadecimal digits or path/to/library.so:function"
    )


def _is_plain(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List):
        return bool(node.elts) and all(_is_plain(each) for each in node.elts)
    if isinstance(node, ast.Attribute):
        return _is_plain(node.value) and not isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Subscript):
        return _is_plain(node.value) and isinstance(node.slice, ast.Constant)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bytes | str)
    return isinstance(node, ast.Name)


def _value(node: ast.expr, namespace: Mapping[str, object]) -> object:
    found: object = _MISSING
    if isinstance(node, ast.Constant):
        found = node.value
    elif isinstance(node, ast.Name):
        found = namespace.get(node.id, _MISSING)
    elif isinstance(node, ast.Attribute):
        found = _attribute(_value(node.value, namespace), node.attr)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        found = _item(_value(node.value, namespace), node.slice.value)
    if found is _MISSING:
        raise UsageError(f"{ast.unparse(node)[:80]} isn't defined here")
    return found


def _attribute(value: object, name: str) -> object:
    """What is stored under `name`: a property isn't run."""
    found = inspect.getattr_static(value, name, _MISSING)
    return found.__func__ if isinstance(found, staticmethod) else found


def _item(value: object, key: object) -> object:
    # Only where looking up runs no code of the user's.
    if type(value) is dict:
        return value.get(key, _MISSING)
    if type(value) in (list, tuple) and isinstance(key, int) and -len(value) <= key < len(value):  # type: ignore[arg-type]
        return value[key]  # type: ignore[index]
    return _MISSING
