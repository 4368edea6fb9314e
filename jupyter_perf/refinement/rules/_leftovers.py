"""Whether what statements leave in their variables may be read afterwards."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .. import flow
from ..facts import Facts


def read_elsewhere(name: str, stmts: Sequence[ast.stmt], facts: Facts) -> bool:
    """True where what neighbouring statements leave in `name` may be read by others.

    Loops, comprehensions and functions that bind the name first don't read it, unless the
    statements are in them.
    """
    around = set(facts.source.ancestors(stmts[0]))
    for use in facts.source.all(ast.Name):
        if use.id != name or not isinstance(use.ctx, ast.Load):
            continue
        if not any(
            outer in stmts or (outer not in around and _binds_first(outer, use, facts))
            for outer in facts.source.ancestors(use)
        ):
            return True
    return False


def _binds_first(outer: ast.AST, use: ast.Name, facts: Facts) -> bool:
    if isinstance(outer, ast.FunctionDef):
        return use.id in flow.local_names(outer)
    if isinstance(outer, ast.Lambda):
        own = use.id in flow.parameters(outer)
        return own and any(part is use for part in ast.walk(outer.body))
    if isinstance(outer, ast.For):
        inside = any(facts.source.inside(use, stmt) for stmt in outer.body)
        return inside and use.id in flow.stores([outer.target])
    return any(use.id in flow.stores([part.target]) for part in getattr(outer, "generators", ()))
