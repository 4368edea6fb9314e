"""Whether a list is known to have a member where a statement runs, or not to have it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .. import flow
from ..facts import Facts

_TAKING = frozenset({"remove", "pop", "clear"})


def is_known(stmt: ast.stmt, member: ast.expr, name: str, facts: Facts, *, there: bool) -> bool:
    """True where tests around a statement say that `member` is in the list `name`, or isn't.

    Nothing between the test and the statement may make it otherwise.
    """
    text, names = ast.unparse(member), flow.loads(member) | {name}
    if flow.has(member, ast.Call):
        return False
    child: ast.stmt = stmt
    while True:
        earlier = facts.source.before(child)
        if _taken_just_before(earlier, text, name) and not there:
            return True
        if _said_before(earlier, text, names, name, there, facts):
            return True
        if any(_may_undo(one, names, name, there, facts) for one in earlier):
            return False
        parent = facts.source.parents[child]
        if not isinstance(parent, ast.If):
            return False
        said = _said(parent.test, text, name, holds=child in parent.body)
        if said is not None:
            return said is there
        if _may_undo(parent.test, names, name, there, facts):
            return False
        child = parent


def _said(test: ast.expr, text: str, name: str, *, holds: bool) -> bool | None:
    """Whether `member` is in the list where a test holds, or doesn't; None where it may be."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _said(test.operand, text, name, holds=not holds)
    if isinstance(test, ast.BoolOp):
        # All parts of `and` hold where it does; none of `or` where it doesn't.
        if isinstance(test.op, ast.And) is not holds:
            return None
        said = [_said(part, text, name, holds=holds) for part in test.values]
        return next((one for one in said if one is not None), None)
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    asked = ast.unparse(test.comparators[0]) == name and ast.unparse(test.left) == text
    if not asked or not isinstance(test.ops[0], ast.In | ast.NotIn):
        return None
    return isinstance(test.ops[0], ast.In) is holds


def _said_before(
    earlier: Sequence[ast.stmt], text: str, names: set[str], name: str, there: bool, facts: Facts
) -> bool:
    """True behind `if member in name: continue` and the like."""
    for stmt in earlier:
        if isinstance(stmt, ast.If) and not stmt.orelse:
            leaves = isinstance(stmt.body[-1], ast.Continue | ast.Return | ast.Break | ast.Raise)
            if leaves and _said(stmt.test, text, name, holds=False) is there:
                return True
        if _may_undo(stmt, names, name, there, facts):
            return False
    return False


def _taken_just_before(earlier: Sequence[ast.stmt], text: str, name: str) -> bool:
    return bool(earlier) and ast.unparse(earlier[0]) == f"{name}.remove({text})"


def _may_undo(node: ast.AST, names: set[str], name: str, there: bool, facts: Facts) -> bool:
    """True where a node may rebind what is asked for, or put in or take out what the test said."""
    if flow.stores(node) & names:
        return True
    for part in ast.walk(node):
        method = part.func if isinstance(part, ast.Call) else None
        if isinstance(method, ast.Attribute) and ast.unparse(method.value) == name:
            takes = method.attr in _TAKING
            if (takes and there) or (not takes and not there):
                return True
    return bool((names - {name}) & facts.changed(node))
