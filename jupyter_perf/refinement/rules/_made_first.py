"""Where in a loop's body several calls are made, and which of them surely first."""

from __future__ import annotations

import ast

from ..facts import Facts

_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)


def common_block(calls: list[ast.Call], loop: ast.For, facts: Facts) -> list[ast.stmt]:
    """The innermost block of a loop's body that all of the calls are in."""
    block = loop.body
    while True:
        stmt = next((s for s in block if facts.source.inside(calls[0], s)), None)
        if not isinstance(stmt, ast.If):
            return block
        inner = next(
            (
                b
                for b in (stmt.body, stmt.orelse)
                if all(any(facts.source.inside(c, s) for s in b) for c in calls)
            ),
            None,
        )
        if inner is None or (inner is stmt.orelse and _is_elif(inner, stmt)):
            return block
        block = inner


def _is_elif(block: list[ast.stmt], outer: ast.If) -> bool:
    return len(block) == 1 and isinstance(block[0], ast.If) and (
        block[0].col_offset == outer.col_offset
    )  # fmt: skip


def reached_first(call: ast.Call, stmt: ast.stmt, facts: Facts) -> bool:
    """True where a statement makes a call whatever happens, and no other one before it."""
    if isinstance(stmt, ast.AugAssign) and not isinstance(stmt.target, ast.Name):
        return False
    whole: ast.AST = stmt.test if isinstance(stmt, ast.If) else stmt
    if not isinstance(stmt, (ast.If, *_SIMPLE)):
        return False
    if isinstance(stmt, ast.If) and not facts.source.inside(call, stmt.test):
        return False
    child: ast.AST = call
    around: set[ast.AST] = set()
    for parent in facts.source.ancestors(call):
        around.add(parent)
        if isinstance(parent, ast.IfExp) and child is not parent.test:
            return False
        if isinstance(parent, ast.BoolOp) and child is not parent.values[0]:
            return False
        if isinstance(parent, ast.Compare) and child in parent.comparators[1:]:
            return False
        if parent is stmt:
            break
        child = parent
    inside = set(ast.walk(call))
    earlier = [
        part
        for part in ast.walk(whole)
        if isinstance(part, ast.Call | ast.Subscript)
        and part not in around
        and part not in inside
        and (part.lineno, part.col_offset) < (call.lineno, call.col_offset)
        and isinstance(getattr(part, "ctx", ast.Load()), ast.Load)
    ]
    return not earlier
