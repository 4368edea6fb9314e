"""Parts of frames that are only read from, never kept or changed."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ._guarded import is_kept


def only_read(node: ast.expr, facts: Facts) -> bool:
    """True for `part['x'].…`, `part.x.…`, `len(part)`: something else comes out of it."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Attribute) and isinstance(parent.ctx, ast.Load):
        called = facts.source.parents[parent]
        if parent.attr in ("loc", "iloc", "at", "iat"):
            return isinstance(called, ast.Subscript) and isinstance(called.ctx, ast.Load)
        if not _is_method(parent.attr):
            return True
        harmless = parent.attr in flow.QUIET_METHODS or parent.attr in ("empty", "shape", "index")
        quiet = not isinstance(called, ast.Call) or not any(
            k.arg == "inplace" for k in called.keywords
        )
        return harmless and quiet
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id == "len"
    return False


def consumed(node: ast.expr, facts: Facts, in_function: bool = False) -> bool:
    """True where the part of the frame is only read from, never kept or changed.

    `in_function` says that the names of the function around don't outlive it.
    """
    parent = facts.source.parents[node]
    if not isinstance(parent, ast.Assign):
        return only_read(node, facts)
    target = parent.targets[0]
    if not (isinstance(target, ast.Name) and len(parent.targets) == 1):
        return False
    block = [s for s in facts.source.block(parent) if s.lineno > parent.lineno]
    within = facts.source.function(node) if in_function else None
    names = ast.walk(within) if within is not None else facts.source.all(ast.Name)
    named = [n for n in names if isinstance(n, ast.Name) and n.id == target.id]
    uses = [n for n in named if n is not target and not is_kept(n, facts)]
    if any(not any(facts.source.inside(use, s) for s in block) for use in uses):
        return False
    return all(only_read(use, facts) for use in uses)


def _is_method(name: str) -> bool:
    """True for attributes of frames or columns; any other name is that of a column."""
    import pandas

    return hasattr(pandas.DataFrame, name) or hasattr(pandas.Series, name)
