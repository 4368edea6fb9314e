"""What `from math import *` binds, for modules of the standard library that only compute."""

from __future__ import annotations

import ast
import importlib
from functools import cache

_KNOWN = frozenset(
    {
        "array", "bisect", "cmath", "collections", "copy", "datetime", "decimal", "enum",
        "fractions", "functools", "heapq", "itertools", "math", "operator", "random", "re",
        "statistics", "string", "sys", "time", "typing",
    }
)  # fmt: skip


@cache
def names_of(module: str) -> tuple[str, ...] | None:
    """The names that a star import of `module` binds; None where that isn't known beforehand."""
    if module not in _KNOWN:
        return None
    found = importlib.import_module(module)
    public = getattr(found, "__all__", None)
    return tuple(public or sorted(name for name in vars(found) if not name.startswith("_")))


def aliases(node: ast.ImportFrom) -> list[ast.alias]:
    """The names that an import binds, a star as what it stands for where that is known."""
    starred = [alias.name for alias in node.names] == ["*"] and not node.level
    names = names_of(node.module or "") if starred else None
    if names is None:
        return list(node.names)
    return [ast.copy_location(ast.alias(name), node.names[0]) for name in names]


def expanded(tree: ast.Module) -> ast.Module:
    """`tree`, its star imports in place made to name what they bind where that is known."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            node.names = aliases(node)
    return tree
