"""Loops that go through the groups of a frame and write a column of each."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass, field
from typing import Any

from .. import flow
from ..source import Decline
from ..syntax import column_of, is_name, joined_tests, text_of

GROUP = "one_group"
"""Stands for the rows of a group in the expressions that are read."""
_HOLES = ("isna", "isnull")


@dataclass(frozen=True)
class Write:
    """`column` of each group becomes `value`, in all its rows or only where it is missing."""

    column: str
    value: ast.expr
    holes: bool


@dataclass
class GroupWrites:
    """What a loop over `frame[key].unique()`, or over `frame.groupby(keys)`, writes."""

    frame: ast.Name
    loop: ast.For
    keys: dict[str, str] = field(default_factory=dict)
    """Column → name of its value."""
    by_label: bool = False
    """True where rows are reached by their labels (`group.index`)."""
    writes: list[Write] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)
    """Names of the rows of a group."""
    _masks: set[str] = field(default_factory=set)
    _values: dict[str, ast.expr] = field(default_factory=dict)
    _kept_rows: set[str] = field(default_factory=set)
    """Columns that were written, of which copied rows still have the old values."""

    @property
    def bound(self) -> set[str]:
        """All names that the loop binds."""
        return flow.stores(self.loop)

    def read(self, body: list[ast.stmt]) -> None:
        """Read the statements; raises Decline where one does anything else."""
        for stmt in body:
            if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
                raise Decline("a statement that writes no column")
            target = stmt.targets[0]
            if isinstance(target, ast.Name):
                self._name(target.id, stmt.value)
            else:
                self._write(target, stmt.value)

    def _name(self, name: str, value: ast.expr) -> None:
        for held in (self._masks, self.rows):
            held.discard(name)
        self._values.pop(name, None)
        if self._is_mask(value):
            self._masks.add(name)
        elif self._is_group(value):
            self.rows.add(name)
        else:
            self._values[name] = self._of_group(value)

    def _write(self, target: ast.expr, value: ast.expr) -> None:
        place = _located(target, self.frame.id)
        if place is None:
            raise Decline("something else is written")
        rows, column = place
        mine = [part for part in joined_tests(rows) if not self._is_hole(part, column)]
        holes = len(mine) < len(joined_tests(rows))
        if not self._are_rows(mine):
            raise Decline("other rows are written")
        if column in self.keys:
            raise Decline("a key is written")
        self.writes.append(Write(column, self._of_group(value), holes))
        self._kept_rows.add(column)
        self._forget(column)

    def _forget(self, column: str) -> None:
        """Drop what was made of a column that has now changed."""
        stale = [n for n, held in self._values.items() if column in _columns(held)]
        for name in stale:
            del self._values[name]

    def _is_hole(self, test: ast.expr, column: str) -> bool:
        """`frame[column].isna()`."""
        called = test.func if isinstance(test, ast.Call) else None
        known = isinstance(called, ast.Attribute) and called.attr in _HOLES
        return known and column_of(called.value, self.frame.id) == column  # type: ignore[union-attr]

    def _are_rows(self, tests: list[ast.expr]) -> bool:
        """True where tests together choose just the group's rows."""
        if self.by_label and len(tests) == 1:
            test = tests[0]
            return (
                isinstance(test, ast.Attribute)
                and test.attr == "index"
                and isinstance(test.value, ast.Name)
                and test.value.id in self.rows
            )
        found: set[str] = set()
        for test in tests:
            if isinstance(test, ast.Name) and test.id in self._masks:
                found |= set(self.keys)
            else:
                key = self._compared(test)
                if key is None:
                    return False
                found.add(key)
        return found == set(self.keys) and not self.by_label

    def _compared(self, test: ast.expr) -> str | None:
        """The key column that is compared with its value."""
        if not (isinstance(test, ast.Compare) and [type(o) for o in test.ops] == [ast.Eq]):
            return None
        for one, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
            key = column_of(one, self.frame.id)
            if key in self.keys and is_name(other, self.keys[key]):
                return key
        return None

    def _is_mask(self, node: ast.expr) -> bool:
        tests = joined_tests(node)
        return not self.by_label and self._are_rows(tests)

    def _is_group(self, node: ast.expr) -> bool:
        """`frame[mask]`, `frame.loc[mask]`, a name for it, or a copy."""
        if isinstance(node, ast.Name):
            return node.id in self.rows
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            copied = node.func.attr == "copy" and not node.args and not node.keywords
            return copied and self._is_group(node.func.value)
        if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Tuple):
            return False
        base = node.value
        if isinstance(base, ast.Attribute) and base.attr == "loc":
            base = base.value
        return is_name(base, self.frame.id) and self._is_mask(node.slice)

    def _part(self, node: ast.expr) -> str | None:
        """The column of the group that an expression is."""
        place = _located(node, self.frame.id)
        if place is not None and self._is_mask(place[0]):
            return place[1]
        if not isinstance(node, ast.Subscript | ast.Attribute):
            return None
        if isinstance(node, ast.Subscript) and self._is_mask(node.slice):
            return column_of(node.value, self.frame.id)
        if not self._is_group(node.value):
            return None
        column = node.attr if isinstance(node, ast.Attribute) else text_of(node.slice)
        if column in self._kept_rows:
            raise Decline("rows as they were before they were written")
        return column

    def _of_group(self, node: ast.expr) -> ast.expr:
        """An expression with the group's columns and what has a name written out."""
        reader = self

        class Writer(ast.NodeTransformer):
            def visit(self, part: ast.AST) -> Any:
                if not isinstance(part, ast.expr):
                    return super().visit(part)
                column = reader._part(part)
                if column is not None:
                    named = ast.Subscript(ast.Name(GROUP, ast.Load()), ast.Constant(column))
                    return ast.copy_location(named, part)
                if reader._is_group(part):
                    return ast.Name(GROUP, ast.Load())
                if isinstance(part, ast.Name) and part.id in reader._values:
                    return copy.deepcopy(reader._values[part.id])
                if isinstance(part, ast.Name) and part.id in {reader.frame.id, *reader.bound}:
                    raise Decline("something else of the loop's")
                return super().visit(part)

        made: ast.expr = Writer().visit(copy.deepcopy(node))
        return made


def _located(node: ast.expr, frame: str) -> tuple[ast.expr, str] | None:
    """(rows, column) of `frame.loc[rows, "column"]`."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute)):
        return None
    if node.value.attr != "loc" or not is_name(node.value.value, frame):
        return None
    if not (isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2):
        return None
    column = text_of(node.slice.elts[1])
    return None if column is None else (node.slice.elts[0], column)


def _columns(node: ast.expr) -> set[str]:
    """The columns of the group that an expression reads."""
    parts = (n for n in ast.walk(node) if isinstance(n, ast.Subscript) and is_name(n.value, GROUP))
    return {column for part in parts if (column := text_of(part.slice)) is not None}
