"""Swaps inside f-strings, whose parts have no places of their own before Python 3.12."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping

from ..facts import Facts
from ..source import Decline


def lifted(swaps: Mapping[ast.expr, str], facts: Facts) -> dict[ast.expr, str]:
    """The same swaps, where those inside an f-string become one of the whole f-string."""
    found: dict[ast.expr, str] = {}
    inside: dict[ast.JoinedStr, dict[ast.expr, str]] = {}
    for node, text in swaps.items():
        outer = _outermost(node, facts)
        if outer is None:
            found[node] = text
        else:
            inside.setdefault(outer, {})[node] = text
    for outer, parts in inside.items():
        found[outer] = _written(outer, parts)
    return found


def _outermost(node: ast.expr, facts: Facts) -> ast.JoinedStr | None:
    found = None
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.JoinedStr):
            found = parent
        elif isinstance(parent, ast.stmt):
            break
    return found


def _written(outer: ast.JoinedStr, parts: Mapping[ast.expr, str]) -> str:
    memo: dict[int, object] = {
        id(node): ast.parse(text, mode="eval").body for node, text in parts.items()
    }
    try:
        text = ast.unparse(copy.deepcopy(outer, memo))
    except ValueError as error:
        raise Decline("an f-string that can't be written again") from error
    if "\n" in text:
        raise Decline("an f-string of several lines")
    return text
