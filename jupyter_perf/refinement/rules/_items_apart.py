"""Whether two works of one round are surely about different items."""

from __future__ import annotations

import ast

from ..facts import Facts
from ._item_work import Work


def are_apart(one: Work, other: Work, facts: Facts) -> bool:
    """True where two works are surely about different items each time."""
    if not (one.key.counts and other.key.counts and one.key.text and other.key.text):
        return one.round is other.round and one.round.apart
    if one.round.node is other.round.node and one.round.apart:
        return True
    keys = {one.key.text, other.key.text}
    for inner, outer in ((one, other), (other, one)):
        clause = inner.round.clause
        if clause is not None and _excludes(clause.iter, outer.key.text):
            return True
    return any(_differ(node, keys, facts) for node in (one.node, other.node))


def _excludes(iterated: ast.expr, number: str) -> bool:
    """True for `range(i + 1, n)`, `range(i)`, `x[i + 1:]` and `x[:i]`."""
    if isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "enumerate":
        iterated = iterated.args[0]
    ends: list[ast.expr | None] = []
    if isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range":
        ends = [*([None] if len(iterated.args) == 1 else []), *iterated.args]
    elif isinstance(iterated, ast.Subscript) and isinstance(iterated.slice, ast.Slice):
        ends = [iterated.slice.lower, iterated.slice.upper]
    first, last = ("" if end is None else ast.unparse(end) for end in (*ends, None, None)[:2])
    return first in (f"{number} + 1", f"1 + {number}") or last == number


def _differ(node: ast.AST, keys: set[str], facts: Facts) -> bool:
    """True where a node is only reached by pairs of different keys."""
    child = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.If) and child in parent.body and _tells(parent.test, keys, False):
            return True
        if isinstance(child, ast.stmt):
            for stmt in facts.source.before(child):
                leaves = isinstance(stmt, ast.If) and isinstance(stmt.body[-1], ast.Continue)
                if leaves and _tells(stmt.test, keys, True):  # type: ignore[attr-defined]
                    return True
        child = parent
    return False


def _tells(test: ast.expr, keys: set[str], equal: bool) -> bool:
    """True for a comparison of two keys that holds only (`equal`: always) where they differ."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return False
    sides = {ast.unparse(test.left), ast.unparse(test.comparators[0])}
    wanted = (ast.Eq, ast.GtE, ast.LtE) if equal else (ast.NotEq, ast.Lt, ast.Gt)
    return sides == keys and isinstance(test.ops[0], wanted)
