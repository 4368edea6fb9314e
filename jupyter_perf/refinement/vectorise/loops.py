"""What an inner loop leaves for the one around it."""

from __future__ import annotations

import ast
import math
from dataclasses import dataclass, replace

from ..source import Decline
from .context import Axis
from .places import Place
from .rows import reduce_axes
from .states import Carried, Gone, NewList, Partial, State, Update
from .vector import INNER, Vector, choose
from .writes import Writes, Written

_BEYOND = {"min": math.inf, "max": -math.inf}
"""What all numbers are less than, or more."""


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
            base = name.removesuffix(".append")
            made = inner.get(base) if not isinstance(outer.get(base), NewList) else None
            if self.inside[0] == axis.number:
                self.env[name] = state
            elif name.endswith(".append") and isinstance(made, NewList):
                self.env[name] = Carried()  # each round makes a list of its own
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
        if isinstance(state, Partial):
            return self._flagged(state, before)
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

    def _flagged(self, state: Partial, before: State | None) -> State:
        """A constant that an inner loop gives a name where a test holds in any of its rounds."""
        if state.value.value is None or state.value.axes:
            return Gone()
        if before is None or isinstance(before, Carried):
            return state
        gone = [axis for axis in state.mask.axes if axis not in self.inside[:-1]]
        if not isinstance(before, Vector) or not set(gone) <= {self.inside[-1]}:
            return Gone()
        mask = state.mask
        if gone:
            axes = tuple(axis for axis in mask.axes if axis not in gone)
            if not axes:
                return Gone()
            text = f"{mask.tight()}.any(axis={mask.axes.index(gone[0])})"
            mask = Vector(text, "bool", True, axes)
        self.guard_nonempty(self.axes[self.inside[-1]])
        return choose(mask, state.value, before, self.inputs.numpy())

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
        if best.mask is not None or at.others is not None:
            return Gone()
        beyond = _BEYOND.get(best.op)
        plain = at.value.place == Place((axis.number,)) and at.value.own and axis.step == 1
        first = axis.start == Place() and at.mask is None and best.tie == "old"
        endless = start.value == beyond
        if beyond is None or not (isinstance(start.value, int | float) and plain and first):
            return Gone()
        if axis.number not in best.value.axes or best.value.kind != "float":
            return Gone()
        self.guard(f"~{self.inputs.numpy()}.isfinite({{0}})", best.value)
        self.guard_nonempty(axis)
        number = best.value.axes.index(axis.number)
        axes = tuple(one for one in best.value.axes if one != axis.number)
        text = f"{best.value.tight()}.arg{best.op}(axis={number})"
        found = Vector(text, "int", axes=axes, bound=2**31)
        if not endless:
            best_text = f"{best.value.tight()}.{best.op}(axis={number})"
            self._reaches(best.op, replace(found, text=best_text, kind="float"), start)
        return found

    def _reaches(self, op: str, found: Vector, start: Vector) -> None:
        """Keep to the loop where a round finds nothing that is less, or more, than the start."""
        self.guard(f"{{0}} {'>=' if op == 'min' else '<='} {start.text}", found)

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
            if value.only_where != state.mask.text:
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
            if not isinstance(start.value, int | float) or state.mask is not None:
                return Gone()
            if abs(start.value) == math.inf:
                self.guard(f"~{self.inputs.numpy()}.isfinite({{0}})", value)
            if start.value != _BEYOND[state.op]:
                self._reaches(state.op, found, start)
            return found
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
