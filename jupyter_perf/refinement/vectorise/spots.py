"""One element, or row, of an array that a loop adds to in all its rounds: `energies[i] += e`."""

from __future__ import annotations

from collections.abc import Sequence

from ..source import Decline
from .parts import Part
from .places import Place
from .rows import is_view
from .states import State, Update
from .totals import Totals
from .vector import INNER, Vector
from .writes import Written


class Spots(Totals):
    """Writes down totals that stand in an array, whose other elements the loop may write too."""

    def _spot(self, name: str, state: State) -> None:
        part = self.body.parts[name]
        if not isinstance(state, Update) or state.op != "+" or state.rounds != (0,):
            raise Decline("one element that is written in each round")
        value = state.value
        array = part.many.form == "array" and part.many.kind == "float"
        shape = (0, *(axis for axis in value.axes if axis >= INNER))
        if not array or value.kind != "float" or value.axes != shape or value.mixed:
            raise Decline("one element that is written in each round")
        place = _place(part)
        self._keep_from_others(name, part, place)
        self._alone(part)
        text = f"{part.text}[{place.text}]"
        if len(part.keys) > 1:
            self._row_spot(text, part, state)
            return
        first = Vector(text, "float", numpy=True)
        full = self.full(value, state.rounds, state.mask)
        self._float_sum(text, state, full, first, False, "cumsum")

    def _row_spot(self, text: str, part: Part, state: Update) -> None:
        """Rows that are added to a row of a table: `forces[i] -= f`."""
        value, mask = state.value, state.mask
        if len(value.axes) != part.many.depth or (mask is not None and mask.axes != (0,)):
            raise Decline("rows that are left out")
        self.body.guard_size(value)
        if not is_view(value):
            self.body.guard_memory(value)
        rows, sign = value.tight(), state.sign or "+"
        if mask is None:
            self.lines.append(f"{text} {sign}= {rows}.sum(axis=0)")
            return
        kept = self._new(f"{part.text}_terms")
        self.lines += [
            f"{kept} = {rows}[{mask.text}]",
            f"if len({kept}):",
            f"    {text} {sign}= {kept}.sum(axis=0)",
        ]

    def _keep_from_others(self, name: str, part: Part, place: Place) -> None:
        """Decline where rounds may read the element, or write it as another one."""
        body, text = self.body, part.text
        spots = [other for other, one in body.parts.items() if one.text == text and other != name]
        if any(isinstance(body.env.get(other), Update) for other in spots):
            raise Decline("elements that are written in turn")
        if text in {one.part.text for one in body.scattered}:
            raise Decline("elements that are written in turn")
        others = [one for one in body.finished if one.part.text == text]
        if not all(self._is_beyond(one, place) for one in others):
            raise Decline("elements that are written in turn")
        written = {one.places for one in others}
        if any(array == text and places not in written for array, places in body.reads):
            raise Decline("an array that is read while elements change")
        if others:
            # From the end of the array it might be one of them.
            body.inputs.at_least(place, 0)

    def _is_beyond(self, one: Written, place: Place) -> bool:
        """True for elements that all come after a place: `a[j]`, where j starts at i + 1."""
        at = one.places[0]
        axis = self.body.axes.get(at.axes[0]) if len(at.axes) == 1 else None
        if (
            axis is None
            or axis.origin is not None
            or axis.step < 1
            or not _is_whole(one.places[1:])
        ):
            return False
        ahead = axis.start.plus(Place(base=at.base, offset=at.offset))
        gap = None if ahead is None else ahead.plus(place, -1)
        return gap is not None and not gap.base and gap.offset > 0


def _place(part: Part) -> Place:
    """The place of an element, or of a row of a table, the same in all rounds."""
    key = part.keys[0] if part.keys else None
    places = [one.place for one in part.keys[1:] if isinstance(one, Vector) and one.place]
    if not isinstance(key, Vector) or key.place is None or key.axes or not _is_whole(places):
        raise Decline("one element that is written in each round")
    if len(places) != len(part.keys) - 1 or len(places) > 1:
        raise Decline("one element that is written in each round")
    return key.place


def _is_whole(places: Sequence[Place]) -> bool:
    """True where nothing but whole dimensions is left."""
    return all(len(place.axes) == 1 and place.axes[0] >= INNER for place in places)
