"""Comparisons of a part of two elements (`a[j].age > a[j + 1].age`), as comparisons of them."""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence
from dataclasses import dataclass

_METHODS = frozenset({"lower", "upper", "casefold", "strip"})


@dataclass(frozen=True)
class Keyed:
    """Statements with whole elements compared, and what was compared of them.

    `part` is its text with `ELEMENT` for the element; `sides` are both sides as they were written.
    """

    stmts: list[ast.stmt]
    part: str
    sides: tuple[ast.expr, ast.expr]


ELEMENT = "\0"


def without_key(stmts: Sequence[ast.stmt]) -> Keyed | None:
    """The statements with their one comparison of a part of two elements made one of them."""
    bare = [copy.deepcopy(stmt) for stmt in stmts]
    ours, theirs = list(_compares(bare)), list(_compares(stmts))
    found: Keyed | None = None
    for mine, written in zip(ours, theirs, strict=True):
        left, right = _peeled(mine.left), _peeled(mine.comparators[0])
        if left is None or right is None or left[1] != right[1]:
            continue
        if found is not None:
            return None
        mine.left, mine.comparators = left[0], [right[0]]
        found = Keyed(bare, left[1], (written.left, written.comparators[0]))
    return found


def _compares(stmts: Sequence[ast.stmt]) -> list[ast.Compare]:
    inside = (node for stmt in stmts for node in ast.walk(stmt))
    return [node for node in inside if isinstance(node, ast.Compare) and len(node.ops) == 1]


def _peeled(node: ast.expr) -> tuple[ast.expr, str] | None:
    """(the element, the text of what is taken of it); None where nothing is."""
    part = _part(node)
    if part is None:
        return None
    inner, text = part
    deeper = _peeled(inner)
    return (inner, text) if deeper is None else (deeper[0], text.replace(ELEMENT, deeper[1]))


def _part(node: ast.expr) -> tuple[ast.expr, str] | None:
    """(what something is taken of, the text of that); None for an element and anything else."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant | ast.UnaryOp):
        return node.value, f"{ELEMENT}[{_written(node.slice)}]"
    if isinstance(node, ast.Attribute):
        return node.value, f"{ELEMENT}.{node.attr}"
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr in _METHODS and not node.args:
        return called.value, f"{ELEMENT}.{called.attr}()"
    if isinstance(called, ast.Name) and called.id in ("len", "abs") and len(node.args) == 1:
        return node.args[0], f"{called.id}({ELEMENT})"
    return None


def _written(key: ast.expr) -> str:
    text = ast.unparse(key)
    return f'"{text[1:-1]}"' if text[0] == "'" and '"' not in text else text
