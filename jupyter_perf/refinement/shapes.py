"""What values look like inside: the types of elements, keys and parts, as deep as they go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from . import values

PLAIN = frozenset({"int", "float", "str", "bytes", "bool", "NoneType", "complex"})
DEPTH = 4
"""Containers are looked into so deep."""
WIDTH = 12
"""More kinds than this in one place count as unknown."""
PARTS = 24
"""Tuples and records up to this size are known part by part."""


@dataclass(frozen=True)
class Shape:
    """The kind of a value; of a container, those of what it holds (None: unknown).

    `of` are the shapes of elements (of a dict: of keys), `to` of a dict's values. `parts` gives
    shapes by position, or by key, where all values seen have the same ones.
    """

    kind: str
    of: frozenset[Shape] | None = None
    to: frozenset[Shape] | None = None
    parts: tuple[tuple[object, frozenset[Shape] | None], ...] = ()

    @property
    def hashable(self) -> bool:
        """True for what can be hashed and is equal as built-in values are."""
        if self.kind in ("tuple", "frozenset"):
            return hashable(self.of)
        return self.kind in PLAIN or self.kind == "date"


Shapes = frozenset[Shape]
NONE: Shapes = frozenset()


def only(*kinds: str) -> Shapes:
    """Shapes of plain values."""
    return frozenset(Shape(kind) for kind in kinds)


def holding(kind: str, of: Shapes | None, to: Shapes | None = None) -> Shapes:
    """The shape of a container."""
    return frozenset({Shape(kind, of, to)})


def union(*many: Shapes | None) -> Shapes | None:
    """All of them; None where one is unknown or they are too many."""
    found: set[Shape] = set()
    for one in many:
        if one is None:
            return None
        found |= one
    return frozenset(found) if len(found) <= WIDTH else None


def hashable(shapes: Shapes | None) -> bool:
    """True where all values are known to be hashable, and equal as built-in values are."""
    return shapes is not None and all(shape.hashable for shape in shapes)


def within(shapes: Shapes | None, *kinds: str) -> bool:
    """True where something is known and it is of these kinds alone."""
    return bool(shapes) and {shape.kind for shape in shapes or ()} <= set(kinds)


def exact(shapes: Shapes | None) -> bool:
    """True for values that are equal to themselves and alike where they are equal.

    Whole numbers, or strings, and tuples of them: no NaN, and no 1 beside 1.0 or True.
    """
    if not shapes:
        return False
    kinds = {shape.kind for shape in shapes}
    if kinds == {"tuple"}:
        # Position by position: equal tuples must have equal types throughout.
        return all(s.parts and all(exact(part) for _, part in s.parts) for s in shapes) and (
            len(shapes) == 1
        )
    return len(kinds) == 1 and kinds <= {"int", "str", "bytes"}


def selfequal(shapes: Shapes | None) -> bool:
    """True for values that are each equal to themselves (a NaN isn't)."""
    if not shapes:
        return False
    return all(
        shape.kind in ("int", "str", "bytes", "bool", "NoneType", "date")
        or (shape.kind == "tuple" and selfequal(shape.of))
        for shape in shapes
    )


def numeric(shapes: Shapes | None) -> bool:
    """True for Python's own real numbers."""
    return within(shapes, "int", "float", "bool")


def whole(shapes: Shapes | None) -> bool:
    """True for Python's own whole numbers."""
    return within(shapes, "int", "bool")


def comparable(shapes: Shapes | None) -> bool:
    """True where `<` between any two can't raise and puts them in one order (no NaN)."""
    if shapes is not None and within(shapes, "tuple"):
        # Tuples of different makes may differ in kind at the same place.
        return len(shapes) == 1 and all(
            shape.parts and all(comparable(held) for _, held in shape.parts) for shape in shapes
        )
    return whole(shapes) or exact(shapes)


def elements(shapes: Shapes | None) -> Shapes | None:
    """What iterating over the values gives."""
    if shapes is None:
        return None
    found: list[Shapes | None] = []
    for shape in shapes:
        if shape.kind == "str":
            found.append(only("str"))
        elif shape.kind in ("range", "bytes"):
            found.append(only("int"))
        else:
            found.append(shape.of)
    return union(*found)


def part(shapes: Shapes | None, key: object) -> Shapes | None:
    """What `value[key]` gives for a constant key, or unpacking what has no items."""
    if shapes is None:
        return None
    found: list[Shapes | None] = []
    for shape in shapes:
        at = key
        if isinstance(key, int) and key < 0 and shape.kind == "tuple":
            at = key + len(shape.parts)
        known = dict(shape.parts)
        if at in known:
            found.append(known[at])
        elif shape.kind == "dict":
            found.append(shape.to)
        else:
            given = shape.kind in _INDEXED or shape.kind in _GONE_THROUGH
            found.append(elements(frozenset({shape})) if given else None)
    return union(*found)


_INDEXED = ("list", "tuple", "str", "deque", "range", "bytes")
_GONE_THROUGH = ("iterator", "set", "frozenset", "keys", "values", "items", "file")


def of_value(value: Any) -> Shapes | None:
    """The shape of one value."""
    return of_values([value])


def of_values(many: Sequence[Any], depth: int = DEPTH) -> Shapes | None:
    """The shapes of some values; a very long list is looked at in part."""
    if len(many) > values.FULL_SCAN:
        many = many[:: len(many) // values.FULL_SCAN + 1]
    types = set(map(type, many))
    if len(types) > WIDTH:
        return None
    found: list[Shapes | None] = []
    for kind in types:
        found.append(_of_type(kind, many if len(types) == 1 else _typed(many, kind), depth))
    return union(*found)


def _typed(many: Iterable[Any], kind: type) -> list[Any]:
    return [value for value in many if type(value) is kind]


def _of_type(kind: type, many: Sequence[Any], depth: int) -> Shapes | None:
    name = kind.__name__
    if kind in values.PLAIN or kind is range:
        return only(name)
    if kind.__module__ == "datetime":
        return only("date")
    if kind is re.Pattern and all(type(one.pattern) is str for one in many):
        return only("Pattern")
    if depth == 0:
        return only("other")
    inner = depth - 1
    if kind in (list, set, frozenset) or (name == "deque" and kind.__module__ == "collections"):
        return holding(name, _inside(chain.from_iterable(many), inner))
    if kind is tuple:
        return _tuples(many, inner)
    if kind is dict or (name in ("Counter", "defaultdict") and kind.__module__ == "collections"):
        return _dicts(name, many, inner)
    return _objects(kind, many, inner)


def _inside(stream: Iterable[Any], depth: int) -> Shapes | None:
    return of_values(list(stream), depth)


def _tuples(many: Sequence[Any], depth: int) -> Shapes | None:
    parts: list[tuple[object, Shapes | None]] = []
    sizes = set(map(len, many))
    if len(sizes) == 1 and max(sizes) <= PARTS:
        parts = [(i, of_values(c, depth)) for i, c in enumerate(zip(*many, strict=True))]
    whole = _inside(chain.from_iterable(many), depth)
    return frozenset({Shape("tuple", whole, parts=tuple(parts))})


def _objects(kind: type, many: Sequence[Any], depth: int) -> Shapes:
    """Objects of a dataclass, or named tuples, have their attributes as parts: `.name`."""
    names = values.attributes(kind)
    there = all(hasattr(one, name) for one in many for name in names)
    if not there or len(names) > PARTS:
        return only("other")
    parts = [(f".{name}", of_values([getattr(one, name) for one in many], depth)) for name in names]
    return frozenset({Shape("other", parts=tuple(parts))})


def _dicts(name: str, many: Sequence[Any], depth: int) -> Shapes | None:
    parts: list[tuple[object, Shapes | None]] = []
    keys = _inside(chain.from_iterable(many), depth)
    held = _inside(chain.from_iterable(one.values() for one in many), depth)
    # A record has a field of each name; where one lacks it, looking it up would raise.
    common = list(many[0])
    if (
        name == "dict"
        and len(common) <= PARTS
        and all(one.keys() == many[0].keys() for one in many)
    ):
        plain = [key for key in common if type(key) is str]
        parts = [(key, of_values([one[key] for one in many], depth)) for key in plain]
    return frozenset({Shape(name, keys, held, tuple(parts))})
