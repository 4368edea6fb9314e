"""What a call is given: arguments by the names of what they are bound to."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .values import UNKNOWN

if TYPE_CHECKING:
    from .reading import Reader


def bound(
    reader: Reader, wanted: ast.arguments, given: list[Any], named: Mapping[str, Any]
) -> dict[str, Any]:
    """Names of the arguments → what they are here."""
    names = [each.arg for each in (*wanted.posonlyargs, *wanted.args)]
    scope: dict[str, Any] = dict.fromkeys(names, UNKNOWN)
    scope.update(dict.fromkeys((each.arg for each in wanted.kwonlyargs), UNKNOWN))
    last = names[len(names) - len(wanted.defaults) :]
    for name, default in zip(last, wanted.defaults, strict=True):
        scope[name] = reader.value(default)
    for keyword, standard in zip(wanted.kwonlyargs, wanted.kw_defaults, strict=True):
        if standard is not None:
            scope[keyword.arg] = reader.value(standard)
    scope.update(zip(names, given, strict=False))
    scope.update({name: each for name, each in named.items() if name in scope})
    if wanted.kwarg is not None:
        scope[wanted.kwarg.arg] = {n: each for n, each in named.items() if n not in scope}
    if wanted.vararg is not None:
        scope[wanted.vararg.arg] = tuple(given[len(names) :])
    return scope


def named_in(reader: Reader, node: ast.Call) -> dict[str, Any]:
    """Keyword arguments of a call, with those of dictionaries that are spread."""
    found: dict[str, Any] = {}
    for keyword in node.keywords:
        value = reader.value(keyword.value)
        if keyword.arg is not None:
            found[keyword.arg] = value
        elif isinstance(value, dict):
            found |= {str(key): each for key, each in value.items()}
    return found
