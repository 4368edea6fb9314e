"""Sums, products, counts and extremes that a loop leaves."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from ..rules._place import start
from ..source import Decline
from .operators import OVERFLOW
from .rows import is_view, reduce_product
from .states import Update
from .types import Many, One
from .updates import IN_PLACE
from .vector import ATOM, Vector, both
from .wholes import Wholes


@dataclass
class Totals(Wholes):
    """Writes down totals."""

    def _sum(self, name: str, state: Update) -> None:
        value, sign = state.value, state.sign or "+"
        # Whatever float numpy's are added to becomes one of numpy's.
        any_float = bool(value.axes) and value.kind == "float" and value.numpy and not value.mixed
        first = self.body.start_of(name, any_float=any_float)
        if not value.axes:
            self._count(name, state, first, sign)
            return
        kind = "int" if value.kind == "bool" else value.kind
        if kind == "int" and first.kind == "int":
            self._whole_sum(name, state, sign)
            return
        text = self.full(value, state.rounds, state.mask)
        if kind == "int":
            raise Decline("whole numbers that are added to a float")
        zero = first.value is not None and first.value == 0
        self._float_sum(name, state, text, first, zero, "cumsum")

    def _float_sum(
        self, name: str, state: Update, text: str, first: Vector, neutral: bool, function: str
    ) -> None:
        value, indent = state.value, ""
        if state.mask is not None:
            hits = self._new(f"{name.partition('[')[0]}_terms")
            self.lines += [f"{hits} = {text}", f"if {hits}.size:"]
            text, indent = hits, "    "
        elif len(state.rounds) == 1 and value.axes == state.rounds:
            text = value.text
        if state.sign:
            text = f"-{text}" if text.isidentifier() else f"-({text})"
        if not neutral:
            text = f"{self.np}.append({name}, {text})"
        made = f"{self.np}.{function}({text})[-1]"
        numpy = value.numpy or first.numpy
        self.lines.append(f"{indent}{name} = {made if numpy else f'{made}.item()'}")

    def _row_sum(self, name: str, state: Update) -> None:
        """Rows that are added to an array, as a product of numbers and rows where they are that."""
        value, sign, loop = state.value, state.sign or "+", self.loop
        made = start(name, loop, self.body.inputs.facts)
        found = self.body.inputs.type_of(made) if made is not None else None
        depth = len(value.axes) - 1
        if not isinstance(found, Many) or found.form != "array" or found.depth != depth:
            raise Decline(f"what {name} starts with isn't known to be an array")
        if state.tie == IN_PLACE and not self._is_new(name):
            raise Decline("an array that others know")
        if found.kind != value.kind:
            raise Decline("rows that are added to an array of another type")
        if value.kind == "float":
            self.body.guard_size(value)
        text = self._rows_summed(value, state)
        if state.tie == IN_PLACE:
            self.lines.append(f"{name} {sign}= {text}")
        else:
            self.lines.append(f"{name} = {name} {sign} {text}")

    def _rows_summed(self, value: Vector, state: Update) -> str:
        axis = state.rounds[0]
        product = reduce_product(value, axis) if state.mask is None else None
        if product is not None:
            return product
        if not is_view(value):
            self.body.guard_memory(value)
        if state.mask is None:
            return f"{value.tight()}.sum(axis=0)"
        if state.mask.axes != state.rounds:
            raise Decline("rows that are left out")
        self.body.inputs.guard(f"{state.mask.tight()}.any()")
        return f"{value.tight()}[{state.mask.text}].sum(axis=0)"

    def _count(self, name: str, state: Update, first: Vector, sign: str) -> None:
        value = state.value
        if value.kind != "int" or not value.own or first.kind != "int":
            raise Decline("a number that is added in each round")
        if state.mask is not None:
            made = self.hits(state.mask, state.rounds)
        else:
            sizes = [self.body.axes[axis].size for axis in state.rounds]
            made = " * ".join(
                s.text if not s.offset or not s.base else f"({s.text})" for s in sizes
            )
        if value.value != 1:
            made = (
                f"{value.tight(5)} * {made}" if " " not in made else f"{value.tight(5)} * ({made})"
            )
        self.lines.append(f"{name} {sign}= {made}")

    def _whole_sum(self, name: str, state: Update, sign: str) -> None:
        value = state.value
        whole = value.axes == state.rounds and state.mask is None
        if not value.numpy and max(value.bound, 1) * 2**20 >= OVERFLOW:
            raise Decline("whole numbers that may overflow")
        text = value.tight() if whole else self.full(value, state.rounds, state.mask)
        if value.numpy:
            if state.mask is not None:
                hits = self._new(f"{name}_terms")
                self.lines += [
                    f"{hits} = {text}",
                    f"if {hits}.size:",
                    f"    {name} {sign}= {hits}.sum()",
                ]
                return
            self.lines.append(f"{name} {sign}= {text}.sum()")
            return
        self.lines.append(f"{name} {sign}= {text}.sum().item()")

    def _product(self, name: str, state: Update) -> None:
        first = self.body.start_of(name)
        if state.value.kind != "float" or not state.value.axes:
            raise Decline("whole numbers that may overflow")
        text = self.full(state.value, state.rounds, state.mask)
        one = first.value is not None and first.value == 1
        self._float_sum(name, state, text, first, one, "cumprod")

    def _extreme(self, name: str, state: Update) -> None:
        value, greater = state.value, state.op == "max"
        if not value.axes or not value.number:
            raise Decline("the greatest of what is the same in all rounds")
        kept = {n: s for n, s in self.body.env.items() if isinstance(s, Update)
                and s.op == f"at {name}" and not self.dropped(n)}  # fmt: skip
        empty = state.tie.endswith(" none")
        if not empty:
            self._need_number(name)
        elif not _is_none(start(name, self.loop, self.body.inputs.facts)):
            raise Decline(f"{name} doesn't start with None")
        if value.kind == "float":
            self.body.mask = state.mask
            self.body.guard("{0} != {0}", value)
            self.body.mask = None
        word, sign = ("max", ">") if greater else ("min", "<")
        new = state.tie.startswith("new")
        if new and kept:
            raise Decline("the last of several that are equal")
        text = self.full(value, state.rounds, state.mask)
        if len(state.rounds) == 1 and state.mask is None and not kept:
            text = value.tight()
        item = "" if value.numpy else ".item()"
        hits = text
        if not text.isidentifier():
            hits = self._new(f"{name}_values")
            self.lines.append(f"{hits} = {_bare(text, value)}")
        lines: list[str] = []
        if kept:
            place = self._new(f"{name}_place")
            lines += [f"{place} = {hits}.arg{word}()"]
            best = f"{hits}[{place}]{item}"
        else:
            best = f"{hits}.{word}(){item}"
            if not empty:
                top = self._new(f"{name}_found")
                lines.append(f"{top} = {best}")
                best = top
        inner = [f"{name} = {best}"]
        for other, at in kept.items():
            inner.append(f"{other} = {self._kept(at, place)}")
        if empty:
            lines += inner
        else:
            equal = "=" if new else ""
            lines.append(f"if {best} {sign}{equal} {name}:")
            lines += [f"    {line}" for line in inner]
        if state.mask is not None:
            lines = [f"if {hits}.size:", *(f"    {line}" for line in lines)]
        self.lines += lines

    def _need_number(self, name: str) -> None:
        """Decline where an extreme may start with what is no number."""
        try:
            self.body.start_of(name)
        except Decline:
            found = self.body.always(name)
            if not isinstance(found, One) or found.kind not in ("int", "float"):
                raise

    def _kept(self, state: Update, place: str) -> str:
        """What a name is given in the round that holds the extreme."""
        value = state.value
        if state.others is not None:
            parts = (replace(state, value=v, others=None) for v in (value, *state.others))
            texts = [self._kept(part, place) for part in parts]
            return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
        if not value.axes:
            return value.text
        simple = value.place is not None and len(value.place.axes) == 1
        if simple and state.rounds == (0,) and state.mask is None and value.place is not None:
            axis = self.body.axes[0]
            shift = replace(value.place, axes=()).plus(axis.start)
            assert shift is not None
            scaled = f"int({place})" if axis.step == 1 else f"int({place}) * {axis.step}"
            if not shift.base and not shift.offset:
                return scaled
            return f"{scaled} + {shift.text}"
        text = self.full(value, state.rounds, both(state.mask, None))
        return f"{text}[{place}]" if value.numpy else f"{text}[{place}].item()"


def _bare(text: str, value: Vector) -> str:
    return value.text if text == value.tight(ATOM) else text


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
