"""The statements of a loop's body, run once for all rounds, and the loops inside it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from typing import Any

from .. import flow
from ..source import Decline
from .elements import Part, filled, part_of, read, within
from .heads import begin
from .rows import reduce_axes
from .running import Running
from .states import Carried, Gone, NewList, Partial, State, Update, merged
from .terms import Axis
from .types import Many
from .vector import INNER, Place, Vector, choose, inverse

_OPERATIONS = {ast.Add: "+", ast.Sub: "+", ast.Mult: "*"}


@dataclass(frozen=True)
class Written:
    """Elements of an array or list that the loop leaves: at `places`, what `state` says."""

    part: Part
    places: tuple[Place, ...]
    state: State
    rounds: tuple[int, ...]


@dataclass(frozen=True)
class Scattered:
    """`array[keys] += value`, where keys may come several times, or an assignment (`op` "")."""

    part: Part
    keys: tuple[Vector, ...]
    op: str
    value: Vector
    mask: Vector | None
    rounds: tuple[int, ...]


@dataclass
class Body(Running):
    """Runs statements; afterwards `env`, `finished` and `scattered` tell what they leave."""

    finished: list[Written] = field(default_factory=list)
    scattered: list[Scattered] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    """Keys of `env` that are elements of arrays → what they are."""
    temporaries: list[tuple[str, str]] = field(default_factory=list)
    """(name, text) of values that the body binds, in order."""
    named: dict[str, str] = field(default_factory=dict)
    """Texts of arrays that guards make of lists → the names that they give them."""
    triangle: Vector | None = None
    """Which rounds of a loop that has just begun there are, where its length changes."""
    triangles: set[tuple[int, ...]] = field(default_factory=set)
    """Pairs of loops of which the second is run in a part of its rounds."""
    fresh: dict[str, Vector] = field(default_factory=dict)
    """New arrays and lists whose elements all hold one number → that number."""
    rows_read: set[str] = field(default_factory=set)
    """Names of arrays that the loop reads."""

    def bind(self, name: str, value: Vector) -> None:
        """Give a name its value of this round."""
        self.rows.pop(name, None)
        self.env[name] = value
        if value.axes and value.place is None:
            self.temporaries.append((name, value.text))

    def bind_row(self, name: str, part: Part) -> None:
        """Let a name stand for a row."""
        self.env.pop(name, None)
        self.rows[name] = part

    def iterates_plain(self, node: ast.expr, part: Part) -> bool:
        """True where going through a collection gives Python's numbers, unlike its places."""
        if part.many.form == "series" and part.many.kind == "int":
            self.inputs.guard(f"{part.text}.between(-(2**20), 2**20).all()")
        return part.many.form == "series"

    def refuse_finished(self, name: str) -> None:
        if any(one.part.text == name for one in self.finished):
            raise Decline("an array that is read after an inner loop has written it")

    def fresh_value(self, name: str) -> Vector | None:
        return self.fresh.get(name)

    # ---- loops -------------------------------------------------------------------------------

    def run_loop(self, stmt: ast.For) -> Axis:
        """One loop: afterwards names hold what all its rounds leave."""
        if flow.has(stmt.body, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Raise, ast.Try):
            raise Decline("a loop that may end early")
        if stmt.orelse or flow.has(stmt.body, ast.Break, ast.While, ast.With, ast.FunctionDef):
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
        self._close(axis, outer, targets)
        self.inside.pop()
        return axis

    def _fixed_in(self, name: str, axis: Axis) -> bool:
        """True for an element at another place in each round of `axis`."""
        keys = self.parts[name].keys
        return any(isinstance(k, Vector) and k.place and axis.number in k.place.axes for k in keys)

    def _close(self, axis: Axis, outer: dict[str, State], targets: set[str]) -> None:
        inner, self.env = self.env, {k: v for k, v in outer.items() if k not in targets}
        self.close_running(axis, inner, outer)
        for name, state in inner.items():
            before = outer.get(name)
            if name in targets or state == before or isinstance(state, Carried):
                continue
            if name in self.parts and self._fixed_in(name, axis):
                self.finished.append(self._finish(name, state))
                continue
            if self.inside[0] == axis.number:
                self.env[name] = state
            else:
                self.env[name] = self._left(name, state, before, axis)
        self.finished = [self._reduce(one, axis) for one in self.finished]

    def _finish(self, name: str, state: State) -> Written:
        part = self.parts[name]
        return Written(part, tuple(k.place for k in part.keys), state, self.rounds)  # type: ignore[union-attr,misc]

    def _reduce(self, one: Written, axis: Axis) -> Written:
        """An element that an outer loop comes back to: what it holds after all its rounds."""
        axes = {a for place in one.places for a in place.axes}
        if axis.number in axes or axis.number not in one.rounds:
            return one
        if isinstance(one.state, Update) and not set(self.inside[:-1]) <= axes:
            return one
        if not isinstance(one.state, Update):
            raise Decline("an element that is written again and again")
        gone = [a for a in one.rounds if a not in axes]
        state = self.total(one.state, self._old(one.part), gone)
        if not isinstance(state, Vector):
            raise Decline("an element that is written again and again")
        return replace(one, state=state)

    def _old(self, part: Part) -> Vector:
        """An element as it was before the loop."""
        known = self.env.pop(part.name, None)
        written, self.finished = self.finished, []
        try:
            return read(part, self)
        finally:
            self.finished = written
            if known is not None:
                self.env[part.name] = known

    def _left(self, name: str, state: State, before: State | None, axis: Axis) -> State:
        """What an inner loop leaves, for the outer one."""
        if not isinstance(state, Update):
            return Gone()
        if isinstance(before, NewList) and name.endswith(".append"):
            return Gone()
        if before is None or isinstance(before, Carried | NewList):
            if name in self.parts and before is None and self._at_home(name):
                gone = [a for a in state.rounds if a not in self.inside[:-1]]
                return self.total(state, self._old(self.parts[name]), gone)
            return state
        if isinstance(before, Vector):
            gone = [a for a in state.rounds if a not in self.inside[:-1]]
            return self.total(state, before, gone)
        return Gone()

    def _at_home(self, name: str) -> bool:
        """True where the loops around the one that ends all lead to other elements."""
        keys = self.parts[name].keys
        axes = {a for k in keys if isinstance(k, Vector) and k.place for a in k.place.axes}
        return {axis for axis in axes if axis < INNER} == set(self.inside[:-1])

    def total(self, state: Update, start: Vector, gone: list[int]) -> State:
        """What a start and the updates of the loops `gone` come to."""
        zero = start.value is not None and start.value == (1 if state.op == "*" else 0)
        value = state.value
        if state.mask is not None and state.op == "+":
            if not set(gone) <= {*value.axes, *state.mask.axes}:
                return Gone()
        elif not set(gone) <= set(value.axes):
            return Gone()
        if state.op not in ("+", "max", "min"):
            return Gone()
        if state.mask is not None:
            if state.op != "+":
                return Gone()
            zeros = Vector("0", value.kind, value.numpy, value=0)
            value = choose(state.mask, value, zeros, self.inputs.numpy())
            value = replace(value, numpy=state.value.numpy, mixed=state.value.mixed)
        found = reduce_axes(state.op, value, gone, self)
        for number in gone:
            self.guard_nonempty(self.axes[number])
        if state.sign:
            found = replace(found, text=f"-{found.tight(6)}", rank=6)
        if state.op == "+":
            if zero:
                return found
            return self.operated(ast.Add(), start, found)
        if start.kind != found.kind or start.numpy != found.numpy:
            return Gone()
        test = self.compared(ast.Gt() if state.op == "max" else ast.Lt(), found, start)
        return choose(test, found, start, self.inputs.numpy())

    def guard_inner_loops(self) -> None:
        for number in self.inside[1:]:
            self.guard_nonempty(self.axes[number])

    def guard_nonempty(self, axis: Axis) -> None:
        """An inner loop must run, or names keep the types that they start with."""
        size = axis.size
        settled = self.inputs.settled(size)
        if settled.base or settled.offset < 1:
            self.inputs.at_least(size, 1)

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
        self.run_loop(stmt)

    def _if(
        self, test_node: ast.expr | Vector, body: list[ast.stmt], orelse: list[ast.stmt]
    ) -> None:
        test = test_node if isinstance(test_node, Vector) else self.condition(test_node)
        before, rows = dict(self.env), dict(self.rows)
        self.under(test, lambda: self.statements(body))
        yes, self.env, self.rows = self.env, dict(before), dict(rows)
        self.under(inverse(test), lambda: self.statements(orelse))
        no = self.env
        np = self.inputs.numpy()
        found: dict[str, State] = {}
        for name in dict.fromkeys([*yes, *no]):
            one, other = (self._or_before(name, side, before) for side in (yes, no))
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

    def _or_before(self, name: str, side: dict[str, State], before: dict[str, State]) -> State:
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
        self._append(name.id, call.args[0])

    def _append(self, name: str, node: ast.expr) -> None:
        key = f"{name}.append"
        if not isinstance(self.env.get(key), Carried):
            raise Decline("several elements that are appended in turn")
        if isinstance(node, ast.Name) and isinstance(self.env.get(f"{node.id}.append"), Update):
            inner = self.env[f"{node.id}.append"]
            if (
                isinstance(self.env.get(node.id), NewList)
                and isinstance(inner, Update)
                and inner.mask is None
                and not inner.nested
            ):
                self.env[key] = Update(
                    "append",
                    inner.value,
                    nested=True,
                    rounds=(*self.rounds, *inner.rounds[-1:]),
                )
                self.env[f"{node.id}.append"] = Gone()
                return
        value = self(node)
        if value.mixed or any(axis not in self.axes for axis in value.axes):
            raise Decline("elements of different types are appended")
        self.env[key] = Update("append", value, rounds=self.rounds)

    def _do_assign(self, stmt: ast.Assign) -> None:
        if len(stmt.targets) != 1:
            raise Decline("several targets")
        target, value = stmt.targets[0], stmt.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            if len(target.elts) != len(value.elts):
                raise Decline("tuples of different lengths")
            found = [self(one) for one in value.elts]
            for one, made in zip(target.elts, found, strict=True):
                if not isinstance(one, ast.Name):
                    raise Decline("elements that are unpacked to")
                self.bind(one.id, made)
            return
        if isinstance(target, ast.Name):
            self._bind_name(target.id, value)
        elif isinstance(target, ast.Subscript):
            again = _again(target, value)
            if again is not None:
                self._change(target, *again)
            else:
                self._store(target, value)
        else:
            raise Decline("a target that isn't a name or an element")

    def _do_annassign(self, stmt: ast.AnnAssign) -> None:
        if stmt.value is None or not isinstance(stmt.target, ast.Name):
            raise Decline("a declaration")
        self._bind_name(stmt.target.id, stmt.value)

    def _bind_name(self, name: str, value: ast.expr) -> None:
        update = self.update_of(name, value)
        if update is not None:
            self.env[name] = update
            return
        if isinstance(value, ast.List) and not value.elts:
            self.rows.pop(name, None)
            self.env[name] = NewList()
            self.env[f"{name}.append"] = Carried()
            return
        row = self._row(value)
        if row is not None:
            self.bind_row(name, row)
            return
        found = self(value)
        if any(axis not in self.axes for axis in found.axes):
            raise Decline("a whole row that is kept")
        self.bind(name, found)

    def _row(self, node: ast.expr) -> Part | None:
        """The row that `a[i]` is, where `a` has more dimensions."""
        if not isinstance(node, ast.Subscript | ast.Name):
            return None
        if isinstance(node, ast.Name):
            return self.rows.get(node.id)
        try:
            part = part_of(node, self)
        except Decline:
            return None
        plain = not any(isinstance(key, ast.Slice) for key in part.keys)
        return part if plain and len(part.keys) < part.many.depth and part.keys else None

    def _do_augassign(self, stmt: ast.AugAssign) -> None:
        target = stmt.target
        if isinstance(target, ast.Name):
            self.env[target.id] = self.augmented(target.id, stmt.op, stmt.value)
        elif isinstance(target, ast.Subscript):
            self._change(target, stmt.op, stmt.value)
        else:
            raise Decline("a target that isn't a name or an element")

    # ---- elements ----------------------------------------------------------------------------

    def _target(self, node: ast.Subscript) -> Part:
        part = part_of(node, self)
        if part.many.form == "array":
            part = filled(part)
        if not part.whole or part.many.form == "series" or not part.text.isidentifier():
            raise Decline("something else than an element is written")
        return part

    def _distinct(self, part: Part) -> bool:
        """True where each round writes another element, in a way that a slice can say."""
        places = [k.place for k in part.keys if isinstance(k, Vector)]
        if None in places:
            return False
        used = [axis for place in places for axis in place.axes]  # type: ignore[union-attr]
        return len(set(used)) == len(used) == len([p for p in places if p and p.axes])

    def _store(self, target: ast.Subscript, value_node: ast.expr) -> None:
        value = self(value_node)
        part = self._target(target)
        self._fits(part.many, value)
        keys = tuple(key for key in part.keys if isinstance(key, Vector))
        if not (self._distinct(part) and self._direct(part)):
            if len(self.axes) > 1 or part.many.form != "array" or len(keys) < len(part.keys):
                raise Decline("elements in an order that matters")
            within(part, list(keys), self)
            self.scattered.append(Scattered(part, keys, "", value, self.mask, self.rounds))
            return
        self._write(part, value)

    def _write(self, part: Part, state: State) -> None:
        self.parts[part.name] = part
        self.env[part.name] = state

    def _fits(self, many: Many, value: Vector) -> None:
        kinds = {"float": ("float", "int"), "int": ("int",), "bool": ("bool",)}[many.kind]
        if value.kind not in kinds:
            raise Decline("elements of another type")
        if many.form == "list" and (value.kind != many.kind or not value.own):
            raise Decline("a list that would hold numbers of several types")
        if many.form == "array" and value.own and value.kind == "int" and value.bound > 2**53:
            raise Decline("whole numbers that floats don't hold")

    def _change(self, target: ast.Subscript, op: ast.operator, value_node: ast.expr) -> None:
        """`a[i] += v`: an element of its own, a running one, or one that comes again."""
        value = self(value_node)
        part = self._target(target)
        keys = tuple(key for key in part.keys if isinstance(key, Vector))
        if self._distinct(part) and not self._direct(part):
            if not isinstance(self.env.get(part.name, Carried()), Carried):
                raise Decline("an element that is changed more than once")
            self._fits(part.many, value)
            self._write(part, self._updated(op, value))
            return
        if self._distinct(part):
            found = self.operated(op, self._element(part), value)
            self._fits(part.many, found)
            self._write(part, found)
            return
        self._fits(part.many, value)
        self._scatter(part, keys, op, value)

    def _direct(self, part: Part) -> bool:
        """True for an element at another place in each round of all loops around."""
        axes = {a for k in part.keys if isinstance(k, Vector) and k.place for a in k.place.axes}
        return {axis for axis in axes if axis < INNER} == set(self.inside)

    def _element(self, part: Part) -> Vector:
        return read(part, self)

    def _updated(self, op: ast.operator, value: Vector) -> State:
        if type(op) not in _OPERATIONS:
            raise Decline("an element that is changed otherwise")
        return Update(
            _OPERATIONS[type(op)],
            value,
            sign="-" if isinstance(op, ast.Sub) else "",
            rounds=self.rounds,
        )

    def _scatter(
        self, part: Part, keys: tuple[Vector, ...], op: ast.operator, value: Vector
    ) -> None:
        if not isinstance(op, ast.Add | ast.Sub) or any(a not in self.axes for a in value.axes):
            raise Decline("elements that are changed again and again")
        within(part, list(keys), self)
        symbol = "add" if isinstance(op, ast.Add) else "subtract"
        self.scattered.append(Scattered(part, keys, symbol, value, self.mask, self.rounds))


def _with_rounds(state: State, rounds: tuple[int, ...]) -> State:
    if isinstance(state, Partial) and not state.rounds:
        return replace(state, rounds=rounds)
    return state


def _again(target: ast.Subscript, value: ast.expr) -> tuple[ast.operator, ast.expr] | None:
    """(operator, operand) of `a[i] = a[i] + v`."""
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add | ast.Sub):
        return None
    if ast.unparse(value.left) == ast.unparse(target):
        return value.op, value.right
    return None


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
