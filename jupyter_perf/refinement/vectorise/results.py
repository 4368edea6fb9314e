"""Writing down what a loop leaves: arrays, lists, totals, extremes."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .. import flow
from ..rules._place import made_above
from ..source import Decline
from .appends import Appends
from .leftovers import holds_another, last_ends
from .sliced import place_mark
from .states import Carried, Gone, Growing, NewList, Partial, State, Update
from .vector import INNER, Vector, spread
from .writes import Scattered, Written


@dataclass
class Results(Appends):
    """Turns the states after a loop into statements."""

    def write(self) -> list[str]:
        """The statements; declines where something that is needed later can't be told."""
        env = self.body.env
        self._check_writes()
        for one in self.body.finished:
            self._written(one)
        for scattered in self.body.scattered:
            self._scattered(scattered)
        writes, self.lines = self.lines, []
        for name, state in env.items():
            if name.endswith(".append"):
                filled = name.removesuffix(".append")
                if not (isinstance(env.get(filled), NewList) and self.dropped(filled)):
                    self._appended(filled, state)
            elif name in self.body.parts:
                self._element(name, state)
            elif not (isinstance(state, Update) and state.op.startswith("at ")):
                self._name(name, state)
        self.lines = self._in_order(writes, self.lines)
        self._prelude()
        if not self.lines:
            raise Decline("nothing is left")
        return self.lines

    def _in_order(self, writes: list[str], others: list[str]) -> list[str]:
        """What elements get and what names get, so that both read what the loop began with."""
        arrays = {one.part.text for one in self.body.finished}
        arrays |= {one.part.text for one in self.body.scattered}
        if not arrays & flow.loads(ast.parse("\n".join(others))):
            return [*writes, *others]
        if flow.stores(ast.parse("\n".join(others))) & flow.loads(ast.parse("\n".join(writes))):
            raise Decline("names and elements that are made of each other")
        return [*others, *writes]

    def _prelude(self) -> None:
        made = [f"{name} = {text}" for name, text in self.body.prelude]
        for at, (name, _) in enumerate(self.body.prelude):
            if any(name in text for _, text in self.body.prelude[:at]):
                raise Decline("running values that need each other")
        for at, block in reversed(self.body.blocks):
            made.insert(at, block)
        self.lines[:0] = made

    # ---- elements ----------------------------------------------------------------------------

    def _written(self, one: Written) -> None:
        if not isinstance(one.state, Vector):
            raise Decline("an element whose value isn't known")
        value, many = one.state, one.part.many
        order: list[int] = []
        marks: list[str] = []
        for number, key in enumerate(one.part.keys):
            assert isinstance(key, Vector)
            size = self.body.inputs.size(one.part.text, number, many.form)
            mark, axes, window = place_mark(key, size, self.body)
            if window:
                raise Decline("elements in an order that matters")
            marks.append(mark)
            order += axes
        axes = sorted(order)
        if not set(value.axes) <= set(axes):
            raise Decline("an element that is written again and again")
        if many.form == "list":
            self._listed(one, marks, value)
            return
        made = spread(value, tuple(axes))
        text = made.text
        if order != axes:
            if value.axes != tuple(axes) or len(axes) > 2:
                raise Decline("elements in an order that matters")
            text = f"{made.tight()}.T"
        while len(marks) > 1 and marks[-1] == ":":
            marks.pop()
        self.lines.append(f"{one.part.text}[{', '.join(marks)}] = {text}")

    def _listed(self, one: Written, marks: list[str], value: Vector) -> None:
        name = one.part.text
        if len(marks) == 1 and len(value.axes) == 1:
            self.lines.append(f"{name}[{marks[0]}] = {value.tight()}.tolist()")
            return
        made = made_above(name, self.loop, self.body.inputs.facts)
        if len(marks) != 2 or value.axes != (0, 1) or not isinstance(made, ast.ListComp):
            raise Decline("lists in an order that matters")
        row, values = self._new("row"), self._new("values")
        rows = name if marks[0] == ":" else f"{name}[{marks[0]}]"
        self.lines.append(
            f"for {row}, {values} in zip({rows}, {value.tight()}.tolist()):\n"
            f"    {row}[{marks[1]}] = {values}"
        )

    def _element(self, name: str, state: State) -> None:
        if not isinstance(state, Carried):
            self._spot(name, state)

    def _scattered(self, one: Scattered) -> None:
        many, name = one.part.many, one.part.text
        whole = {a for part in (*one.keys, one.value) for a in part.axes} | set(
            one.mask.axes if one.mask is not None else ()
        )
        if not whole <= set(one.rounds) or (one.op and not any(k.axes for k in one.keys)):
            raise Decline("elements that are changed again and again")
        keys = [self.full(key, one.rounds, one.mask) if key.axes else key.text for key in one.keys]
        value = one.value.text
        if one.value.axes:
            value = self.full(one.value, one.rounds, one.mask)
        elif len(one.rounds) > 1 and not all(set(one.rounds) <= set(k.axes) for k in one.keys):
            pass
        index = keys[0] if len(keys) == 1 else f"({', '.join(keys)})"
        if not one.op:
            self.lines.append(f"{name}[{', '.join(keys)}] = {value}")
        elif many.form == "array":
            self.lines.append(f"{self.np}.{one.op}.at({name}, {index}, {value})")
        elif many.depth == 1:
            made = self._new(f"{name}_array")
            self.lines += [
                f"{made} = {self.np}.array({name})",
                f"{self.np}.{one.op}.at({made}, {index}, {value})",
                f"{name}[:] = {made}.tolist()",
            ]
        else:
            raise Decline("lists in lists that are changed")

    # ---- names -------------------------------------------------------------------------------

    def _name(self, name: str, state: State) -> None:
        if isinstance(state, Carried):
            return
        if self.dropped(name):
            single = isinstance(state, Vector) and state.axes == (0,) and not state.mixed
            later = name not in self._targets()
            if single and holds_another(name, self.loop, self.body.inputs, later=later):
                assert isinstance(state, Vector)
                self.lines.append(f"{name} = {self._last(state)}")
            return
        if isinstance(state, Update):
            if not self._last_running(name, state):
                self._updated(name, state)
        elif isinstance(state, Partial):
            self._partial(name, state)
        elif isinstance(state, Vector) and state.axes == (0,) and not state.mixed:
            self.lines.append(f"{name} = {self._last(state)}")
        elif isinstance(state, Vector) and state.axes[:1] == (0,):
            self._last_window(name)
        elif isinstance(state, Gone | NewList | Vector | Growing):
            raise Decline(f"{name} is needed after the loop")

    def _last_window(self, name: str) -> None:
        """Bind a name once more as the last round does: `part = x[i - w:i]`, after the index."""
        loop, facts = self.loop, self.body.inputs.facts
        made = [
            stmt
            for stmt in (loop.body if isinstance(loop, ast.For) else ())
            if isinstance(stmt, ast.Assign) and name in flow.stores(stmt)
        ]
        ends = [end for end in last_ends(loop, facts) if end[2]]
        value = made[0].value if len(made) == 1 else None
        if not ends or not isinstance(value, ast.Subscript) or len(made[0].targets) > 1:
            raise Decline(f"{name} is needed after the loop")
        index, last, _ = ends[0]
        moving = flow.loads(value) & (flow.stores(loop) | facts.changed(loop))
        if moving - {index} or index in flow.stores(loop.body):  # type: ignore[attr-defined]
            raise Decline(f"{name} is needed after the loop")
        line = f"{index} = {last}"
        self.lines += [line] if line not in self.lines else []
        self.lines.append(facts.source.segment(made[0]))

    def _last(self, state: Vector) -> str:
        """The value of the last round."""
        axis = self.body.axes[0]
        if state.place is not None and axis.step == 1:
            end = replace(state.place, axes=()).plus(axis.stop)
            assert end is not None
            return replace(end, offset=end.offset - 1).text
        last = f"{state.tight()}[-1]"
        return last if state.numpy else f"{last}.item()"

    def _last_running(self, name: str, state: Update) -> bool:
        """Take what a name holds in the end from the array of its running values."""
        text = {key: text for text, key in self.body.used.items()}.get(name)
        if text is None or state.mask is not None or state.op not in ("+", "*"):
            return False
        guess = self.body.guesses.get(name)
        numpy = guess.numpy if guess is not None else self.body.start_of(name).numpy
        if (guess is not None and guess.mixed) or state.value.mixed:
            return False
        self.lines.append(f"{name} = {text}[-1]" if numpy else f"{name} = {text}[-1].item()")
        return True

    def _partial(self, name: str, state: Partial) -> None:
        value = state.value
        if not value.axes:
            self.lines.append(f"if {state.mask.tight()}.any():\n    {name} = {value.text}")
            return
        if state.rounds != (0,) or state.mask.axes != (0,) or value.axes != (0,) or value.mixed:
            raise Decline(f"{name} is needed after the loop")
        found = self._new(f"{name}_places")
        last = f"{value.tight()}[{found}[-1]]"
        self.lines += [
            f"{found} = {self.np}.flatnonzero({state.mask.text})",
            f"if {found}.size:\n    {name} = {last if value.numpy else f'{last}.item()'}",
        ]

    def _updated(self, name: str, state: Update) -> None:
        if state.op == "+" and state.value.mixed and state.value.listable and not state.sign:
            self._sum_of_several_types(name, state)
            return
        if state.value.mixed or state.value.kind not in ("int", "float", "bool"):
            raise Decline("numbers of several types")
        if state.op == "+" and any(axis >= INNER for axis in state.value.axes):
            self._row_sum(name, state)
        elif state.op == "+":
            self._sum(name, state)
        elif state.op == "*":
            self._product(name, state)
        elif state.op in ("max", "min"):
            self._extreme(name, state)
        else:
            raise Decline(f"{name} is needed after the loop")
