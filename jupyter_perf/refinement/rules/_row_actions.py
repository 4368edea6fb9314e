"""What the body of a loop over rows does, as actions on whole columns."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .. import flow
from ..facts import Facts
from ..source import Decline
from ._leftovers import only_inside
from ._rows import Rows
from ._vectors import Vector, Vectorizer


@dataclass(frozen=True)
class Action:
    """One effect of the loop's body, on rows where `mask` holds (all of them: None)."""

    verb: str
    """`add` (to a number), `append` (to a list) or `set` (a column)."""
    target: str
    value: Vector
    mask: Vector | None = None


class Body:
    """Reads a loop's body as a list of actions; declines where it is anything else."""

    def __init__(self, loop: ast.For, rows: Rows, facts: Facts) -> None:
        self.loop, self.rows, self.facts = loop, rows, facts
        self.changed = facts.changed(loop) - ({rows.frame.id} if self._sets() else set())
        self.vectorizer = Vectorizer(rows.vector, facts, lambda n: n.id not in self.changed)
        leftovers = {name for name in (rows.row, rows.index) if name and name != "_"}
        if rows.frame.id in self.changed or not only_inside(leftovers, loop, facts):
            raise Decline("the frame changes, or the row is used after the loop")

    def _sets(self) -> bool:
        return any(set_target(s, self.rows) for s in ast.walk(self.loop))

    def actions(self) -> list[Action]:
        found: list[Action] = []
        for stmt in self.loop.body:
            named = isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)
            if isinstance(stmt, ast.Assign) and named and flow.accumulation(stmt) is None:
                self._temporary(stmt)
            elif isinstance(stmt, ast.If):
                found += self._branches(stmt)
            else:
                found.append(self._action(stmt, None))
        targets = [(a.verb, a.target) for a in found]
        lists = [target for verb, target in targets if verb != "add"]
        if not found or len(set(lists)) < len(lists):
            raise Decline("a target is written twice")
        read = {
            self.rows.access(n)
            for n in ast.walk(self.loop)
            if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Load)
        }
        if self.rows.form == "place" and any(v == "set" and t in read for v, t in targets):
            raise Decline("a column is read and written by place")
        return found

    def _temporary(self, stmt: ast.Assign) -> None:
        target = stmt.targets[0]
        assert isinstance(target, ast.Name)
        fresh = target.id not in self.vectorizer.local
        if (
            len(stmt.targets) > 1
            or not fresh
            or not only_inside({target.id}, self.loop, self.facts)
        ):
            raise Decline("a name that outlives the loop")
        self.vectorizer.local[target.id] = self.vectorizer(stmt.value)

    def _branches(self, stmt: ast.If) -> list[Action]:
        cases: list[tuple[Vector, Action]] = []
        here: ast.stmt = stmt
        while isinstance(here, ast.If):
            test = self.vectorizer.condition(here.test)
            if len(here.body) != 1:
                return self._single(stmt)
            cases.append((test, self._action(here.body[0], None)))
            if len(here.orelse) > 1:
                raise Decline("a branch of several statements")
            if not here.orelse:
                return self._open(cases)
            here = here.orelse[0]
        last = self._action(here, None)
        first = cases[0][1]
        same = {(a.verb, a.target) for _, a in cases} == {(last.verb, last.target)}
        if not same:
            raise Decline("branches with different effects")
        values = [(test, a.value) for test, a in cases]
        default = last.value
        if last.verb == "set":
            kind = self.rows.facts_of.columns.get(last.target, "")
            values = [(test, _as_column(value, kind)) for test, value in values]
            default = _as_column(default, kind)
        value = self.vectorizer.choose(values, default)
        return [Action(first.verb, first.target, value)]

    def _single(self, stmt: ast.If) -> list[Action]:
        if stmt.orelse:
            raise Decline("a branch of several statements")
        test = self.vectorizer.condition(stmt.test)
        return [self._action(part, test) for part in stmt.body]

    def _open(self, cases: list[tuple[Vector, Action]]) -> list[Action]:
        """An `if` without `else`."""
        test, action = cases[0]
        if action.verb == "set":
            column = self.rows.facts_of.columns.get(action.target)
            if column is None or {(a.verb, a.target) for _, a in cases} != {("set", action.target)}:
                raise Decline("a column that would keep holes")
            old = Vector(self.rows.text(action.target), column)
            values = [(test, _as_column(a.value, column)) for test, a in cases]
            value = self.vectorizer.choose(values, old)
            return [Action("set", action.target, value)]
        if len(cases) > 1:
            raise Decline("elif without else")
        return [Action(action.verb, action.target, action.value, test)]

    def _action(self, stmt: ast.stmt, mask: Vector | None) -> Action:
        added = flow.accumulation(stmt)
        if added is not None:
            if added[0] in flow.loads(added[1]):
                raise Decline("a sum that depends on itself")
            return Action("add", added[0], self.vectorizer(added[1]), mask)
        column = set_target(stmt, self.rows)
        if column is not None and isinstance(stmt, ast.Assign):
            return Action("set", column, self.vectorizer(stmt.value), mask)
        if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call):
            call = stmt.value
            if (
                isinstance(call.func, ast.Attribute)
                and call.func.attr == "append"
                and isinstance(call.func.value, ast.Name)
                and self.facts.kind_of(call.func.value) == "list"
                and len(call.args) == 1
                and call.func.value.id not in flow.loads(call.args)
            ):
                return Action("append", call.func.value.id, self.vectorizer(call.args[0]), mask)
        raise Decline("a statement with another effect")


def _as_column(value: Vector, kind: str) -> Vector:
    """A value as it is once it lies in a column of some kind: types of scalars are forgotten."""
    widened = "float" if (kind, value.kind) == ("float", "int") else value.kind
    return replace(value, numpy=False, kind=widened)


def set_target(stmt: ast.AST, rows: Rows) -> str | None:
    """The column that `df.loc[i, 'c'] = …` or `df.at[i, 'c'] = …` sets in the current row."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and rows.index):
        return None
    target = stmt.targets[0]
    if (
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Attribute)
        and target.value.attr in ("loc", "at")
        and isinstance(target.value.value, ast.Name)
        and target.value.value.id == rows.frame.id
        and isinstance(target.slice, ast.Tuple)
        and len(target.slice.elts) == 2
    ):
        label, column = target.slice.elts
        here = isinstance(label, ast.Name) and label.id == rows.index
        if here and isinstance(column, ast.Constant) and isinstance(column.value, str):
            return column.value
    return None
