"""A faster form behind a test of the data, with the original for data that doesn't pass it."""

from __future__ import annotations

import ast

from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ..source import Decline
from ..writing import indented

LARGEST_FLOAT = "1e100"
"""Sums and squares of floats up to this size stay finite in whatever order they are made."""


def guarded(node: ast.expr, new: str, guards: list[str], facts: Facts) -> Change:
    """Put `new` where `node` is, but keep `node` where one of `guards` is false.

    The first guard is a call of `len` (data without rows takes the original's path), by which
    `is_fallback` knows the original again.
    """
    if not facts.is_builtin("len", at=node) or not guards[0].startswith("len("):
        raise Decline("`len` is something else here")
    test = " and ".join(dict.fromkeys(guards))
    stmt = facts.source.parents[node]
    if isinstance(stmt, ast.Assign) and stmt.value is node:
        old, swapped = facts.source.block_text(stmt), facts.source.block_text(stmt, {node: new})
        if old is not None and swapped is not None:
            text = f"if {test}:\n{indented(swapped)}\nelse:\n{indented(old)}"
            return Instead(stmt, text)
    if not isinstance(stmt, ast.Expr | ast.Return | ast.keyword | ast.Assign):
        return Swap(node, f"({new} if {test} else {facts.source.segment(node)})")
    return Swap(node, f"{new} if {test} else {facts.source.segment(node)}")


def is_fallback(node: ast.AST, facts: Facts) -> bool:
    """True in an original that `guarded` kept, and in the form that it put before it."""
    return any(_is_guard(parent) for parent in facts.source.ancestors(node))


def _is_guard(node: ast.AST) -> bool:
    """True for a choice whose test begins with a call of `len`, as `guarded` writes it."""
    if not isinstance(node, ast.If | ast.IfExp):
        return False
    first = node.test.values[0] if isinstance(node.test, ast.BoolOp) else node.test
    called = first.func if isinstance(first, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "len"


def is_kept(node: ast.AST, facts: Facts) -> bool:
    """True in an original that `guarded` kept, for where another form doesn't serve."""
    guards = [parent for parent in facts.source.ancestors(node) if _is_guard(parent)]
    return any(
        isinstance(guard, ast.IfExp)
        or any(facts.source.inside(node, stmt) for stmt in guard.orelse)  # type: ignore[attr-defined]
        for guard in guards
    )


def small(column: str) -> str:
    """A guard: no element of a column of floats is so large that sums could overflow."""
    return f"not ({column}.abs() > {LARGEST_FLOAT}).any()"
