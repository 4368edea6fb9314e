"""Elements that a body writes: each its own, running totals, counts at places that come again."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ..source import Decline
from .bytes import MOST, fits
from .elements import read
from .gathered import within
from .parts import Part, filled, part_of
from .places import Place
from .recurring import recurrence
from .running import Running
from .states import Carried, State, Update
from .types import BYTE, Many
from .vector import INNER, Vector

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
class Writes(Running):
    """Statements that write elements of arrays and lists."""

    finished: list[Written] = field(default_factory=list)
    scattered: list[Scattered] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    """Keys of `env` that are elements of arrays → what they are."""
    fresh: dict[str, Vector] = field(default_factory=dict)
    """New arrays and lists whose elements all hold one number → that number."""

    def refuse_finished(self, name: str) -> None:
        if any(one.part.text == name for one in self.finished):
            raise Decline("an array that is read after an inner loop has written it")

    def fresh_value(self, name: str) -> Vector | None:
        return self.fresh.get(name)

    def _target(self, node: ast.Subscript) -> Part:
        part = part_of(node, self)
        if part.many.form == "array":
            part = filled(part)
        if part.text not in self.written:
            raise Decline("an array that is written under another name")
        if part.many.boxed:
            raise Decline("a list of numpy's numbers that is written")
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

    def _direct(self, part: Part) -> bool:
        """True for an element at another place in each round of all loops around."""
        axes = {a for k in part.keys if isinstance(k, Vector) and k.place for a in k.place.axes}
        return {axis for axis in axes if axis < INNER} == set(self.inside)

    def _element(self, part: Part) -> Vector:
        return read(part, self)

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

    def _fits(self, many: Many, value: Vector) -> None:
        if many.kind == BYTE:
            self._fits_bytes(value)
            return
        kinds = {
            "float": ("float", "int", "bool", BYTE),
            "int": ("int", "bool", BYTE),
            "bool": ("bool",),
        }[many.kind]
        if value.kind not in kinds:
            raise Decline("elements of another type")
        if many.form == "list" and (value.kind != many.kind or not value.own):
            raise Decline("a list that would hold numbers of several types")
        if many.form == "array" and value.own and value.kind == "int" and value.bound > 2**53:
            raise Decline("whole numbers that floats don't hold")

    def _fits_bytes(self, value: Vector) -> None:
        """Keep to the loop where a number doesn't fit: Python's own raise, numpy's wrap around."""
        if value.kind in (BYTE, "bool") or fits(value):
            return
        if not value.number or any(axis >= INNER for axis in value.axes):
            raise Decline("elements of another type")
        if value.kind == "int" and value.natural and value.bound <= MOST:
            return
        if value.kind == "int" and value.axes:
            self.guard(f"({{0}} < 0) | ({{0}} > {MOST})", value)
        elif value.axes:
            # Fractions are cut off; NaN fails the test.
            self.guard(f"~(({{0}} >= 0) & ({{0}} < {MOST + 1}))", value)
        else:
            raise Decline("a number that may not fit in a byte")

    def _store(self, target: ast.Subscript, value_node: ast.expr) -> None:
        value = recurrence(target, value_node, self) or self(value_node)
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
