"""Dictionaries in which a cell looks up what it works out: a sample of one may lack any of it."""

from __future__ import annotations

import ast
from collections.abc import Mapping


def looks_up(source: str, namespace: Mapping[str, object]) -> bool:
    """Whether the source asks a dictionary of `namespace` for a key that isn't written there."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return any(_asked(node, namespace) for node in ast.walk(tree))


def _asked(node: ast.AST, namespace: Mapping[str, object]) -> bool:
    match node:
        case ast.Subscript(value=ast.Name(id=name), slice=key, ctx=ast.Load()):
            return type(namespace.get(name)) is dict and not isinstance(key, ast.Constant)
    return False
