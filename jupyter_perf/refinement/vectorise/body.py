"""The statements of a loop's body, run once for all rounds, and the loops inside it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from typing import Any

from .. import flow
from ..source import Decline
from .binding import Binding
from .context import Axis
from .draws import drawn
from .elements import read
from .heads import begin
from .inner import Comprehension, fill, total
from .left_early import breaks, is_left, passing, without_breaks
from .parts import Part, filled, part_of
from .states import Carried, Gone, Partial, State, merged
from .step import Step
from .stepped_arrays import current, in_own_row, store
from .stepping import step_through
from .unrolled import MOST, known, rounds_of
from .vector import FALSE, INNER, TRUE, Vector, inverse, named

LONG = 160
"""Sums over constants get names for their parts from so many characters on."""


@dataclass
class Body(Binding):
    """Runs statements; afterwards `env`, `finished` and `scattered` tell what they leave."""

    named: dict[str, str] = field(default_factory=dict)
    """Texts of arrays that guards make of lists → the names that they give them."""
    triangle: Vector | None = None
    """Which rounds of a loop that has just begun there are, where its length changes."""
    triangles: set[tuple[int, ...]] = field(default_factory=set)
    """Pairs of loops of which the second is run in a part of its rounds."""
    rows_read: set[str] = field(default_factory=set)
    """Names of arrays that the loop reads."""
    draws: dict[ast.Call, Vector] = field(default_factory=dict)
    """Calls that draw random numbers → those of all rounds."""
    unroll: bool = False
    """True where short ranges are written out, because they give no axis."""
    stepping: bool = False
    """True where inner loops stay loops, in which names stand for arrays."""
    step: Step | None = None
    """The inner loop that is being run so."""
    stepped: set[str] = field(default_factory=set)
    """Names of arrays that such loops make."""
    stepped_arrays: set[str] = field(default_factory=set)
    """The user's new arrays that are filled where the loop has come to."""
    blocks: list[tuple[int, str]] = field(default_factory=list)
    """(how many lines of the prelude come before, such a loop)."""

    # ---- loops -------------------------------------------------------------------------------

    def run_loop(self, stmt: ast.For) -> Axis:
        """One loop: afterwards names hold what all its rounds leave."""
        if flow.has(stmt.body, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Raise, ast.Try):
            raise Decline("a loop that may end early")
        if stmt.orelse or flow.has(stmt.body, ast.While, ast.With, ast.FunctionDef):
            raise Decline("a loop that may end early")
        if is_left(stmt.body):
            raise Decline("a loop that may end early")
        outer = dict(self.env)
        axis = begin(stmt.target, stmt.iter, self)
        self.inside.append(axis.number)
        targets = flow.stores([stmt.target])
        for name in sorted(flow.stores(stmt.body) - targets):
            self.env[name] = Carried()
        for name in list(self.parts):
            if name in self.env and not self._fixed_in(name, axis):
                self.env[name] = Carried()
        for name in appended(stmt.body):
            self.env[f"{name}.append"] = Carried()
        triangle, self.triangle = self.triangle, None
        if triangle is None:
            self.statements(stmt.body)
        else:
            fresh, self.fresh = self.fresh, {}
            self._if(triangle, stmt.body, [])
            self.fresh = fresh
            self.triangles.add((triangle.axes[0], triangle.axes[1]))
        bound = {name: self.env.get(name, Gone()) for name in sorted(targets)}
        self._close(axis, outer, targets)
        if axis.number == self.inside[0]:
            self.env = {**bound, **self.env}
        else:
            self.env = {**self.env, **{name: Gone() for name in bound}}
        self.inside.pop()
        return axis

    def filled_by(self, name: str, node: Comprehension) -> None:
        """`name = [… for … in …]`."""
        fill(name, node, self)

    def summed(self, node: Comprehension) -> Vector:
        """`sum(… for … in …)`."""
        return total(node, self)

    # ---- statements --------------------------------------------------------------------------

    def statements(self, body: list[ast.stmt]) -> None:
        """Run statements in order; what follows a `continue` runs where that isn't met."""
        for at, stmt in enumerate(body):
            if isinstance(stmt, ast.Continue):
                return
            if isinstance(stmt, ast.If) and _continues(stmt):
                rest = body[at + 1 :]
                self._if(stmt.test, [*stmt.body, *rest], [*stmt.orelse, *rest])
                return
            method: Any = getattr(self, f"_do_{type(stmt).__name__.lower()}", None)
            if method is None:
                raise Decline(f"no form for arrays of {type(stmt).__name__}")
            method(stmt)

    def _do_pass(self, stmt: ast.Pass) -> None:
        pass

    def _do_if(self, stmt: ast.If) -> None:
        if not self.record(stmt):
            self._if(stmt.test, stmt.body, stmt.orelse)

    def _do_for(self, stmt: ast.For) -> None:
        rounds = rounds_of(stmt, self)
        if rounds is None and self.stepping:
            step_through(stmt, self)
            return
        if rounds is None:
            self.run_loop(stmt)
            return
        body = stmt.body
        if breaks(stmt):
            body = without_breaks(stmt, self.inputs.facts) or []
            if not body:
                raise Decline("a loop that may end early")
        for bound in rounds:
            for name, value in bound.items():
                self.bind(name, value)
            self.statements(body)
            self._shorten()
        if body is not stmt.body:
            kept = {name for name in passing(stmt) if name in self.env}
            self.env |= {name: Gone() for name in kept}

    def running(self, name: str, state: State) -> Vector:
        if self.stepping:
            raise Decline(f"{name} goes from outer round to outer round")
        return super().running(name, state)

    def starts_lists(self) -> bool:
        return self.stepping and self.step is None

    def put(self, block: str) -> None:
        """Have statements done where the loop's body has come to."""
        self.blocks.append((len(self.prelude), block))

    def _store(self, target: ast.Subscript, value_node: ast.expr) -> None:
        if self.stepping:
            store(target, self(value_node), self)
        else:
            super()._store(target, value_node)

    def _change(self, target: ast.Subscript, op: ast.operator, value_node: ast.expr) -> None:
        if self.stepping and in_own_row(filled(part_of(target, self))):
            old = ast.copy_location(ast.Subscript(target.value, target.slice, ast.Load()), target)
            store(target, self.operated(op, self(old), self(value_node)), self)
        else:
            super()._change(target, op, value_node)

    def now(self, part: Part) -> Vector | None:
        if not self.stepping:
            return None
        if not in_own_row(part):
            raise Decline("an element of another round's row")
        return current(part, self)

    def drawn(self, node: ast.Call) -> Vector | None:
        return drawn(node, self) if isinstance(self.inputs.loop, ast.For) else None

    def bind(self, name: str, value: Vector) -> None:
        made = [known for known, _ in self.prelude]
        if len(value.text) > LONG // 2 and any(known in value.text for known in made):
            value = self.under_name(name, value)
        super().bind(name, value)

    def shortened(self, name: str, value: Vector) -> Vector:
        return self.under_name(name, value) if len(value.text) > LONG else value

    def under_name(self, name: str, value: Vector) -> Vector:
        """The value, worked out above the rest for all rounds."""
        if not value.axes or self.stepping:
            return value
        if any(axis >= INNER for axis in value.axes):
            return value
        facts = self.inputs.facts
        made, number = facts.fresh(f"{_letters(name)}_values"), 2
        while any(made == known for known, _ in self.prelude):
            made, number = facts.fresh(f"{_letters(name)}_values_{number}"), number + 1
        self.prelude.append((made, value.text))
        self.used[made] = made
        return named(value, made)

    def _shorten(self) -> None:
        """Give what has become long a line of its own."""
        if sum(len(test) for test in self.inputs.guards) > LONG * MOST:
            raise Decline("tests that nobody wants to read")
        for name, state in self.env.items():
            long = isinstance(state, Vector) and (len(state.text) > LONG or _chooses(state))
            if isinstance(state, Vector) and state.axes and long:
                facts, number = self.inputs.facts, len(self.prelude) + 1
                made = facts.fresh(f"{_letters(name)}_part_{number}")
                self.prelude.append((made, state.text))
                self.used[made] = made
                self.env[name] = named(state, made)

    def _if(
        self, test_node: ast.expr | Vector, body: list[ast.stmt], orelse: list[ast.stmt]
    ) -> None:
        if not isinstance(test_node, Vector):
            settled = known(test_node, self)
            if settled is not None:
                self.statements(body if settled else orelse)
                return
        test = test_node if isinstance(test_node, Vector) else self.condition(test_node)
        if test in (TRUE, FALSE):
            self.statements(body if test == TRUE else orelse)
            return
        before, rows = dict(self.env), dict(self.rows)
        done = len(self.finished), 0 if test.axes else len(self.scattered)
        blocks = len(self.blocks)
        self.under(test, lambda: self.statements(body))
        yes, self.env = self.env, dict(before)
        yes_rows, self.rows = self.rows, dict(rows)
        self.under(inverse(test), lambda: self.statements(orelse))
        self.rows = {n: part for n, part in self.rows.items() if yes_rows.get(n) == part}
        no = self.env
        if done != (len(self.finished), 0 if test.axes else len(self.scattered)):
            raise Decline("an inner loop that writes elements under a condition")
        if blocks != len(self.blocks) and not test.axes:
            raise Decline("elements that are written under a condition of all rounds")
        np = self.inputs.numpy()
        found: dict[str, State] = {}
        self.env = dict(before)  # what one of the sides leaves alone is what it was
        for name in dict.fromkeys([*yes, *no]):
            one, other = (self._or_before(name, side) for side in (yes, no))
            found[name] = merged(test, one, other, np)
            found[name] = _with_rounds(found[name], self.rounds)
            state = found[name]
            if (
                isinstance(state, Vector)
                and state.axes
                and name not in self.parts
                and state != before.get(name)
            ):
                self.temporaries.append((name, state.text))
        self.env = found
        for name, state in found.items():
            if isinstance(state, Vector) and state != before.get(name):
                self.env[name] = self.shortened(name, state)

    def _or_before(self, name: str, side: dict[str, State]) -> State:
        if name in side:
            return side[name]
        if name in self.parts:
            part = self.parts[name]
            return read(part, self) if self._direct(part) else Carried()
        return Gone()

    def _do_expr(self, stmt: ast.Expr) -> None:
        call = stmt.value
        if isinstance(call, ast.Constant):
            return
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            raise Decline("an expression for its effect")
        name = call.func.value
        if call.func.attr != "append" or not isinstance(name, ast.Name) or len(call.args) != 1:
            raise Decline("a call for its effect")
        self.append(name.id, call.args[0])

    def _do_assign(self, stmt: ast.Assign) -> None:
        if len(stmt.targets) > 1:
            names = {root.id for t in stmt.targets if (root := flow.root(t)) is not None}
            if names & flow.loads(stmt.value) or isinstance(stmt.value, ast.List):
                raise Decline("several targets of which one is read")
        for target in stmt.targets:
            self.assign(target, stmt.value)

    def _do_annassign(self, stmt: ast.AnnAssign) -> None:
        if stmt.value is None or not isinstance(stmt.target, ast.Name):
            raise Decline("a declaration")
        self.assign_name(stmt.target.id, stmt.value)

    def _do_augassign(self, stmt: ast.AugAssign) -> None:
        target = stmt.target
        if isinstance(target, ast.Name):
            self.env[target.id] = self.augmented(target.id, stmt.op, stmt.value)
        elif isinstance(target, ast.Subscript):
            self._change(target, stmt.op, stmt.value)
        else:
            raise Decline("a target that isn't a name or an element")


def _chooses(state: Vector) -> bool:
    """True for a choice, but between a constant and what was there before: more come to that."""
    told = state.chosen
    one = told is not None and told[0] == state.text and not told[2].axes
    return "where(" in state.text and not one


def _letters(name: str) -> str:
    return name if name.isidentifier() else "value"


def _with_rounds(state: State, rounds: tuple[int, ...]) -> State:
    if isinstance(state, Partial) and not state.rounds:
        return replace(state, rounds=rounds)
    return state


def _continues(stmt: ast.If) -> bool:
    return any(
        isinstance(one, ast.Continue) or (isinstance(one, ast.If) and _continues(one))
        for one in [*stmt.body, *stmt.orelse]
    )


def appended(body: list[ast.stmt]) -> list[str]:
    """Lists that statements append to."""
    return [
        node.func.value.id
        for node in flow.walk(body)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "append"
        and isinstance(node.func.value, ast.Name)
    ]
