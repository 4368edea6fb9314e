"""Paths through a cell: which statements run, in which order, how often."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial, reduce

from .names_state import State, bound_by
from .names_walk import ExpressionWalker


class PathWalker(ExpressionWalker):
    """Walks statements that choose, repeat or leave; what they bind is known on each path."""

    def branches(self, *ways: Callable[[], None]) -> None:
        """Take each way from the same point, and meet again afterwards."""
        start = self.state
        ends: list[State] = []
        for way in ways:
            self.state = start.copy()
            way()
            ends.append(self.state)
        self.state = ends[0]
        for end in ends[1:]:
            self.state = self.state.merged(end)

    def on_If(self, node: ast.If) -> None:
        self.visit(node.test)
        self.branches(lambda: self.visit_all(node.body), lambda: self.visit_all(node.orelse))

    def on_For(self, node: ast.For | ast.AsyncFor) -> None:
        if isinstance(node, ast.AsyncFor):
            self.note_await()
        self.visit(node.iter)
        self.mutations.alias([node.target], node.iter)
        if self.body is None and not self.scopes:
            targets = {name for part in ast.walk(node.target) for name in bound_by(part)}
            self.found.targets |= targets

        def body() -> None:
            self.visit(node.target)
            self.visit_all(node.body)

        self.repeat([], body)
        self.visit_all(node.orelse)

    on_AsyncFor = on_For

    def on_While(self, node: ast.While) -> None:
        self.repeat([node.test], lambda: self.visit_all(node.body))
        self.visit_all(node.orelse)

    def repeat(self, test: list[ast.expr], body: Callable[[], None]) -> None:
        """A loop: its test runs at least once, its body may not; both happen inside the loop."""
        outermost = self.loop == 0
        if outermost:
            self.loops += 1
            self.loop = self.loops
        self.visit_all(test)
        self.breaks.append([])
        self.branches(body, lambda: None)
        left = self.breaks.pop()
        if left and test and isinstance(test[0], ast.Constant) and test[0].value:
            # `while True` ends nowhere but at its breaks.
            self.state = reduce(State.merged, left)
        if outermost:
            self.loop = 0

    def on_Try(self, node: ast.Try) -> None:
        start = self.state.copy()
        self.visit_all(node.body)
        broken = start.merged(self.state)
        broken.dead = start.dead
        self.visit_all(node.orelse)
        end = self.state
        for handler in node.handlers:
            self.state = broken.copy()
            self.handle(handler)
            end = end.merged(self.state)
        self.state = end
        if node.finalbody:
            # The last part runs after a failure anywhere above as well: look at it twice.
            failed = broken.copy()
            failed.must &= start.must
            self.state = failed
            self.visit_all(node.finalbody)
            self.state = end
            self.visit_all(node.finalbody)

    on_TryStar = on_Try

    def handle(self, handler: ast.ExceptHandler) -> None:
        if handler.type is not None:
            self.visit(handler.type)
        if handler.name:
            self.store(handler.name)
        self.visit_all(handler.body)
        if handler.name and not self.is_local(handler.name) and self.body is None:
            self.delete_now(handler.name)

    def on_With(self, node: ast.With | ast.AsyncWith) -> None:
        if isinstance(node, ast.AsyncWith):
            self.note_await()
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars is not None:
                self.mutations.alias([item.optional_vars], item.context_expr)
                self.visit(item.optional_vars)
        self.visit_all(node.body)

    on_AsyncWith = on_With

    def on_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        for case in node.cases:
            self.mutations.alias([case.pattern], node.subject)
        whole = any(_always(case) for case in node.cases)
        ways: list[Callable[[], None]] = [partial(self.case, case) for case in node.cases]
        self.branches(*ways, *([] if whole else [lambda: None]))

    def case(self, case: ast.match_case) -> None:
        for part in ast.walk(case.pattern):
            if isinstance(part, ast.Name):
                self.load(part.id)
            for name in bound_by(part):
                self.store(name)
        if case.guard is not None:
            self.visit(case.guard)
        self.visit_all(case.body)

    def on_stop(self, node: ast.AST) -> None:
        self.visit_all(ast.iter_child_nodes(node))
        self.state.dead = True

    on_Return = on_Raise = on_Continue = on_stop

    def on_Break(self, node: ast.Break) -> None:
        self.breaks[-1].append(self.state.copy())
        self.state.dead = True


def _always(case: ast.match_case) -> bool:
    pattern = case.pattern
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None and case.guard is None
