"""What an inner loop leaves for the one around it."""

from __future__ import annotations

import ast
import math
from dataclasses import dataclass, replace

from ..source import Decline
from .context import Axis
from .places import Place
from .rows import reduce_axes
from .states import Carried, Gone, NewList, State, Update
from .vector import INNER, Vector, choose
from .writes import Writes, Written


@dataclass
class Loops(Writes):
    """Ends of loops: totals, and elements that are done."""

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
                self.env[name] = self._left_at(name, state, inner, outer, axis)
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

    def _left(self, name: str, state: State, before: State | None) -> State:
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

    def _left_at(
        self,
        name: str,
        state: State,
        inner: dict[str, State],
        outer: dict[str, State],
        axis: Axis,
    ) -> State:
        """What an inner loop leaves; the place of an extreme depends on how that starts."""
        at = state.op.removeprefix("at ") if isinstance(state, Update) else ""
        start, best = outer.get(at), inner.get(at)
        if isinstance(state, Update) and isinstance(start, Vector) and isinstance(best, Update):
            return self._place_of(state, best, start, axis)
        return self._left(name, state, outer.get(name))

    def _place_of(self, at: Update, best: Update, start: Vector, axis: Axis) -> State:
        """Where an inner loop over all places finds the least number, or the greatest."""
        if best.mask is not None:
            return Gone()
        beyond = {"min": math.inf, "max": -math.inf}.get(best.op)
        plain = at.value.place == Place((axis.number,)) and at.value.own and axis.step == 1
        first = axis.start == Place() and at.mask is None and best.tie == "old"
        if start.value != beyond or beyond is None or not (plain and first):
            return Gone()
        if axis.number not in best.value.axes or best.value.kind != "float":
            return Gone()
        np = self.inputs.numpy()
        self.guard(f"~{np}.isfinite({{0}})", best.value)
        self.guard_nonempty(axis)
        number = best.value.axes.index(axis.number)
        axes = tuple(one for one in best.value.axes if one != axis.number)
        text = f"{best.value.tight()}.arg{best.op}(axis={number})"
        return Vector(text, "int", axes=axes, bound=2**31)

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
