"""Shapes of what a function of the source returns, or yields."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .. import flow, shapes
from ..shapes import Shapes, holding, only, union
from .ask import Ask

_ENDINGS = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def returned_shapes(function: ast.FunctionDef, ask: Ask) -> Shapes | None:
    """Shapes of what a call gives; a generator's are those of an iterator."""
    yielded = list(_yielded(function))
    if yielded:
        if any(isinstance(part, ast.YieldFrom) for part in yielded):
            return None
        return holding("iterator", union(*(ask(part.value) if part.value else only("NoneType")
                                           for part in yielded)))  # fmt: skip
    found: list[Shapes | None] = []
    for part in flow.own_statements(function):
        if isinstance(part, ast.Return):
            found.append(only("NoneType") if part.value is None else ask(part.value))
    if not _ends(function.body):
        found.append(only("NoneType"))
    return union(*found) if found else shapes.NONE


def _yielded(function: ast.FunctionDef) -> Iterator[ast.Yield | ast.YieldFrom]:
    for part in flow.own_statements(function):
        if isinstance(part, ast.Yield | ast.YieldFrom):
            yield part


def _ends(body: list[ast.stmt]) -> bool:
    """True where the end of a block can't be reached."""
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _ends(last.body) and _ends(last.orelse)
    if isinstance(last, ast.While):
        endless = isinstance(last.test, ast.Constant) and bool(last.test.value)
        return endless and not flow.has(last.body, ast.Break)
    if isinstance(last, ast.With):
        return _ends(last.body)
    return isinstance(last, _ENDINGS)
