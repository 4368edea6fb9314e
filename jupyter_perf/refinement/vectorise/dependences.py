"""Whether a round reads or writes what another one writes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..rules._place import made_above
from ..source import Decline
from .body import Body
from .parts import Part
from .places import Place
from .vector import INNER, Vector
from .writes import Written


@dataclass
class Dependences:
    """Compares what a loop reads and writes, place by place."""

    body: Body
    loop: ast.stmt

    @property
    def np(self) -> str:
        return self.body.inputs.numpy()

    def _check_writes(self) -> None:
        """Decline where a round reads or writes what another one writes."""
        writes = self.body.finished
        for at, one in enumerate(writes):
            for other in writes[:at]:
                same = one.part.text == other.part.text
                apart = not same or _apart(one, other)
                if not apart and not self._mirrored(one, other):
                    raise Decline("elements that are written in turn")
                if not apart and self._read_above(one.part.text):
                    raise Decline("elements that are read before the first of them are written")
        spots = {one.part.text for one in self.body.scattered}
        if self.body.stepped_arrays & {*spots, *(one.part.text for one in writes)}:
            raise Decline("an array that is written in two ways")
        if len(spots) < len(self.body.scattered) or spots & {one.part.text for one in writes}:
            raise Decline("elements that are written in turn")
        for array, places in self.body.reads:
            if array in spots:
                raise Decline("an array that is read while elements change")
            for one in writes:
                if one.part.text != array or self._across(places, one):
                    continue
                if not self._before(places, one):
                    raise Decline("a value that an earlier round made")
        for one in writes:
            self._alone(one.part)
        for scattered in self.body.scattered:
            self._alone(scattered.part)

    def _read_above(self, array: str) -> bool:
        """True where what an array holds goes into values that are worked out above all writes."""
        texts = [ast.parse(text) for _, text in self.body.prelude]
        return array in {name for text in texts for name in flow.loads(text)}

    def _same_loops(self, read: tuple[Place, ...], one: Written) -> bool:
        return all(a.axes == b.axes for a, b in zip(read, one.places, strict=True))

    def _mirrored(self, one: Written, other: Written) -> bool:
        """True for `d[i, j]` and `d[j, i]` where j is always beyond i."""
        places = [*one.places, *other.places]
        if one.places[::-1] != other.places or len(one.places) != 2 or one.part.many.form == "list":
            return False
        if any(place.base or place.offset or len(place.axes) != 1 for place in places):
            return False
        pair = tuple(sorted(axis for place in one.places for axis in place.axes))
        return pair in self.body.triangles and one.part.text not in {
            name for name, at in self.body.reads if at not in (one.places, other.places)
        }

    def _across(self, read: tuple[Place, ...], one: Written) -> bool:
        """True for what is read on the other side of the diagonal."""
        pair = tuple(sorted(axis for place in one.places for axis in place.axes))
        plain = all(not place.base and not place.offset for place in one.places)
        return plain and len(read) == 2 and read[::-1] == one.places and pair in self.body.triangles

    def _before(self, read: tuple[Place, ...], one: Written) -> bool:
        """True where what a round reads is written by itself or later, or by no round."""
        distances: dict[int, int] = {}
        for place, written in zip(read, one.places, strict=True):
            if place == written and place.axes == (0,) and not self._same_loops(read, one):
                return True
            if place.axes != written.axes or place.base != written.base:
                return False
            distance = written.offset - place.offset
            if not written.axes:
                if distance:
                    return True
                continue
            if written.axes[0] >= INNER:
                continue
            step = self.body.axes[written.axes[0]].step
            if distance % step:
                return True
            distances[written.axes[0]] = distance // step
        for axis in sorted(distances):
            if distances[axis]:
                return distances[axis] < 0
        return True

    def _alone(self, part: Part) -> None:
        """Values that are read from other arrays must not lie in the same memory."""
        name, facts = part.text, self.body.inputs.facts
        if part.many.form == "list":
            if made_above(name, self.loop, facts) is None:
                for other in sorted(self.body.rows_read - {name}):
                    self.body.inputs.guard(f"{name} is not {other}")
            return
        texts = [w.state.text for w in self.body.finished if isinstance(w.state, Vector)]
        others = [w.part.text for w in self.body.finished if w.part.text != name]
        if any(_mentions(text, other) for text in texts for other in others):
            raise Decline("arrays that are read and written in turn")
        if self._is_new(name):
            return
        for other in sorted({*self.body.rows_read, *others}):
            if other != name and other.isidentifier():
                self.body.inputs.guard(f"not {self.np}.may_share_memory({name}, {other})")

    def _is_new(self, name: str) -> bool:
        value = made_above(name, self.loop, self.body.inputs.facts)
        if not isinstance(value, ast.Call):
            return False
        full = self.body.inputs.facts.full_name(value.func) or ""
        module, _, maker = full.rpartition(".")
        copied = isinstance(value.func, ast.Attribute) and value.func.attr == "copy"
        makers = ("zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like",
                  "full_like", "array", "copy")  # fmt: skip
        return copied or (module == "numpy" and maker in makers)


def _mentions(text: str, name: str) -> bool:
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        return True
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def _apart(one: Written, other: Written) -> bool:
    """True where two targets have no element in common: they lie in different rows or columns."""
    return any(
        not a.axes and not b.axes and a.base == b.base and a.offset != b.offset
        and (a.offset < 0) == (b.offset < 0)
        for a, b in zip(one.places, other.places, strict=True)
    )  # fmt: skip
