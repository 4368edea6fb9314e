"""The kinds of all names from statement to statement, through branches and loops."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..facts import Facts
from ..source import Decline
from .assignments import Assignments
from .bounds import Bounds
from .expressions import State, Unknown
from .kinds import NONE, WHOLE, Num, Seq, Tup, Value, join

_LOOP_ROUNDS = 5


@dataclass
class _Loop:
    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


def met(a: State | None, b: State | None) -> State | None:
    """What holds on both ways: names that only one of them binds aren't bound for sure."""
    if a is None or b is None:
        return b if a is None else a
    found: State = {}
    for name in a.keys() & b.keys():
        value = join(a[name], b[name])
        if value is not None:
            found[name] = value
    return found


class Statements(Assignments):
    """Adds blocks, branches and loops to `Assignments`."""

    def __init__(self, facts: Facts, bounds: Bounds) -> None:
        super().__init__(facts, bounds)
        self.assume = False
        """Take it that each loop has a round."""
        self.assumed: set[ast.AST] = set()
        self._loops: list[_Loop] = []
        self._returned: list[tuple[ast.AST, Value]] = []

    def block(self, body: Sequence[ast.stmt], state: State | None) -> State | None:
        for stmt in body:
            if state is None:
                return None
            handler: Any = getattr(self, f"_do_{type(stmt).__name__.lower()}", None)
            if handler is None:
                raise Decline(f"{type(stmt).__name__} isn't compiled")
            try:
                state = handler(stmt, state)
            except Unknown:
                # What follows may tell; this statement is read again in the next round.
                self.unknown = True
        return state

    def _do_pass(self, stmt: ast.Pass, state: State) -> State | None:
        return state

    def _do_expr(self, stmt: ast.Expr, state: State) -> State | None:
        if isinstance(stmt.value, ast.Constant):
            return state
        if not isinstance(stmt.value, ast.Call):
            raise Decline("an expression for its effect")
        self.of(stmt.value, state)
        if self.marks.get(stmt.value) == "test last":
            called = stmt.value.func
            assert isinstance(called, ast.Attribute)
            last = ast.Subscript(called.value, ast.Constant(-1), ast.Load())
            self.tests[stmt] = self._to_test(last, self.of(called.value, state))
        return state

    def _to_test(self, last: ast.expr, held_by: Value) -> list[ast.expr]:
        """The whole numbers in the last element of a list."""
        item = held_by.item if isinstance(held_by, Seq) else None
        if not isinstance(item, Tup):
            return [last]
        sizes = [isinstance(part, Num) and bool(part.tags & WHOLE) for part in item.items]
        places = [at for at, sized in enumerate(sizes) if sized]
        return [ast.Subscript(last, ast.Constant(at), ast.Load()) for at in places]

    def _do_raise(self, stmt: ast.Raise, state: State) -> State | None:
        return None

    def _do_assert(self, stmt: ast.Assert, state: State) -> State | None:
        self.test(stmt.test, state)
        return state

    def _do_return(self, stmt: ast.Return, state: State) -> State | None:
        value = NONE if stmt.value is None else self.of(stmt.value, state)
        self._returned.append((stmt, value))
        return None

    def _do_break(self, stmt: ast.Break, state: State) -> State | None:
        self._loops[-1].breaks.append(state)
        return None

    def _do_continue(self, stmt: ast.Continue, state: State) -> State | None:
        self._loops[-1].continues.append(state)
        return None

    def _do_if(self, stmt: ast.If, state: State) -> State | None:
        self._known_test(stmt.test, state)
        return met(self.block(stmt.body, dict(state)), self.block(stmt.orelse, dict(state)))

    def _known_test(self, node: ast.expr, state: State) -> None:
        try:
            self.test(node, state)
        except Unknown:
            self.unknown = True

    def _do_while(self, stmt: ast.While, state: State) -> State | None:
        forever = isinstance(stmt.test, ast.Constant) and bool(stmt.test.value)
        head: State = dict(state)
        loop = _Loop()
        for _ in range(_LOOP_ROUNDS):
            self._known_test(stmt.test, head)
            end, loop = self._round(stmt.body, dict(head))
            again = met(dict(state), end)
            if again == head:
                break
            head = again or head
        else:
            raise Decline("a loop whose kinds don't settle")
        return self._after(None if forever else head, stmt.orelse, loop)

    def _do_for(self, stmt: ast.For, state: State) -> State | None:
        item, sure, seqs = self.iterated(stmt.iter, state)
        head: State = dict(state)
        loop, end = _Loop(), None
        for _ in range(_LOOP_ROUNDS):
            inner = dict(head)
            self.bind(stmt.target, item, inner, stmt.iter)
            outer, self.iterating = self.iterating, [*self.iterating, *seqs]
            end, loop = self._round(stmt.body, inner)
            self.iterating = outer
            again = met(dict(state), end)
            if again == head:
                break
            head = again or head
        else:
            raise Decline("a loop whose kinds don't settle")
        if not sure and self._assumes(stmt, head, end):
            self.assumed.add(stmt)
            sure = True
        return self._after(end if sure else head, stmt.orelse, loop)

    def _assumes(self, stmt: ast.For, head: State, end: State | None) -> bool:
        """True for a loop before which the kernel tests that it has a round."""
        called = stmt.iter.func if isinstance(stmt.iter, ast.Call) else None
        own = isinstance(self.facts.source.parents.get(stmt), ast.FunctionDef)
        # Rows of several lengths may well be empty here and there.
        plain = (own and isinstance(stmt.iter, ast.Name)) or (
            isinstance(called, ast.Name) and called.id == "range"
        )
        return self.assume and plain and not stmt.orelse and end is not None and head != end

    def _round(self, body: Sequence[ast.stmt], state: State) -> tuple[State | None, _Loop]:
        """(what holds at the end of a round, its early ends)."""
        self._loops.append(_Loop())
        end = self.block(body, state)
        loop = self._loops.pop()
        for early in loop.continues:
            end = met(end, early)
        return end, loop

    def _after(self, state: State | None, orelse: Sequence[ast.stmt], loop: _Loop) -> State | None:
        if state is not None:
            state = self.block(orelse, dict(state))
        for early in loop.breaks:
            state = met(state, early)
        return state
