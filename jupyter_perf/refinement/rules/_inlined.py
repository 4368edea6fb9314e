"""What a function returns, as one expression of its parameters: names inside it written out."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from .. import flow
from ..source import COMPREHENSIONS

_LARGEST = 400
"""Larger ones are left alone: names that are read twice double what they stand for."""


def returned(body: Sequence[ast.stmt], parameters: Sequence[str]) -> ast.expr | None:
    """What `a = …; b = …; return …` returns, without `a` and `b`; None for any other body.

    `out = {}; out["a"] = …` is followed, too.

    Parts that no name is written out in are the very nodes of the body. Each name must be given a
    value once, and be read: what nobody reads might still raise.
    """
    known: dict[str, ast.expr] = {}
    for place, stmt in enumerate(body):
        if isinstance(stmt, ast.Return):
            last = place == len(body) - 1 and stmt.value is not None
            read = flow.loads(list(body)) >= set(known)
            return _bounded(written_out(stmt.value, known)) if last and read else None  # type: ignore[arg-type]
        if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
            return None
        target = stmt.targets[0]
        if flow.has(stmt.value, ast.Lambda, ast.NamedExpr, *COMPREHENSIONS):
            return None
        if isinstance(target, ast.Subscript):
            if not _filled(target, written_out(stmt.value, known), known):
                return None
        elif not isinstance(target, ast.Name) or target.id in {*known, *parameters}:
            return None
        else:
            value = written_out(stmt.value, known)
            own = isinstance(stmt.value, ast.Dict) and isinstance(value, ast.Dict)
            known[target.id] = _copied(value) if own else value  # type: ignore[arg-type]
    return None


def _copied(node: ast.Dict) -> ast.Dict:
    return ast.copy_location(ast.Dict(list(node.keys), list(node.values)), node)


def _filled(target: ast.Subscript, value: ast.expr, known: Mapping[str, ast.expr]) -> bool:
    """Put `value` into the dictionary that `target` is a new part of; False for anything else."""
    held = known.get(target.value.id) if isinstance(target.value, ast.Name) else None
    if not (isinstance(held, ast.Dict) and isinstance(target.slice, ast.Constant)):
        return False
    keys = [key.value for key in held.keys if isinstance(key, ast.Constant)]
    if len(keys) < len(held.keys) or target.slice.value in keys:
        return False
    held.keys.append(target.slice)
    held.values.append(value)
    return True


def _part(node: ast.expr, known: Mapping[str, ast.expr]) -> ast.expr | None:
    """What `out["a"]` was given, for a dictionary that is filled key by key."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)):
        return None
    held = known.get(node.value.id)
    if not (isinstance(held, ast.Dict) and isinstance(node.slice, ast.Constant)):
        return None
    for key, value in zip(held.keys, held.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == node.slice.value:
            return value
    return None


def written_out(node: ast.expr, known: Mapping[str, ast.expr]) -> ast.expr:
    """An expression with names replaced by what they stand for; unchanged parts stay the same."""
    if isinstance(node, ast.Name):
        return known.get(node.id, node)
    if not flow.loads(node) & set(known):
        return node
    part = _part(node, known)
    if part is not None:
        return part
    make: Any = type(node)
    written: ast.expr = make(**{name: _field(v, known) for name, v in ast.iter_fields(node)})
    return ast.copy_location(written, node)


def _field(value: object, known: Mapping[str, ast.expr]) -> object:
    if isinstance(value, list):
        return [_field(part, known) for part in value]
    if isinstance(value, ast.expr):
        return written_out(value, known)
    if isinstance(value, ast.keyword):
        return ast.copy_location(ast.keyword(value.arg, written_out(value.value, known)), value)
    return value


def _bounded(node: ast.expr) -> ast.expr | None:
    return node if sum(1 for _ in ast.walk(node)) <= _LARGEST else None
