"""Loops over groups that give each one new columns, and collect the groups in a list."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..source import Decline
from ..syntax import is_name, text_of
from ._group_writes import GroupWrites, Write


@dataclass
class GroupColumns(GroupWrites):
    """What a loop over groups writes into each group's own frame."""

    group: str = ""
    collected: ast.Name | None = None
    """The list that the groups are appended to."""

    def read(self, body: list[ast.stmt]) -> None:
        """Read the statements; raises Decline where one does anything else."""
        *steps, last = body
        for stmt in steps:
            if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
                raise Decline("a statement that writes no column")
            target, value = stmt.targets[0], stmt.value
            if is_name(target, self.group):
                if not self._is_group(value):
                    raise Decline("another frame by the group's name")
            elif isinstance(target, ast.Name):
                self._name(target.id, value)
            else:
                self._own(target, value)
        self._collect(last)

    def _own(self, target: ast.expr, value: ast.expr) -> None:
        """`group["column"] = value`."""
        base = target.value if isinstance(target, ast.Subscript) else None
        column = text_of(target.slice) if isinstance(target, ast.Subscript) else None
        if base is None or not is_name(base, self.group) or column is None:
            raise Decline("something else is written")
        if column in self.keys:
            raise Decline("a key is written")
        self.writes.append(Write(column, self._of_group(value), False))
        self._forget(column)

    def _collect(self, stmt: ast.stmt) -> None:
        """`parts.append(group)`."""
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        called = call.func if isinstance(call, ast.Call) else None
        if not (isinstance(called, ast.Attribute) and called.attr == "append"):
            raise Decline("groups that aren't collected")
        assert isinstance(call, ast.Call)
        if not isinstance(called.value, ast.Name) or call.keywords or len(call.args) != 1:
            raise Decline("groups that aren't collected")
        if not is_name(call.args[0], self.group):
            raise Decline("something else is collected")
        self.collected = called.value


def group_columns(loop: ast.For, facts: Facts) -> GroupColumns | None:
    """What a loop over `frame.groupby(keys)` gives each group, or None for other loops."""
    call, target = loop.iter, loop.target
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    if call.func.attr != "groupby" or len(call.args) != 1 or call.keywords or loop.orelse:
        return None
    by = call.args[0].elts if isinstance(call.args[0], ast.List) else [call.args[0]]
    keys = [key for key in map(text_of, by) if key is not None]
    if not isinstance(call.func.value, ast.Name) or len(keys) < len(by) or not keys:
        return None
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2) or len(loop.body) < 2:
        return None
    group = target.elts[1]
    if not isinstance(group, ast.Name):
        return None
    named = dict.fromkeys(keys, "")
    frame = call.func.value
    found = GroupColumns(frame, loop, named, by_label=True, rows={group.id}, group=group.id)
    found.read(loop.body)
    return found if found.writes else None
