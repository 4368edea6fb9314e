"""Types of collections of numbers, and of numbers: of arrays, columns, lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import values

BYTE = "byte"
"""The kind of numbers from 0 to 255 in 8 bits, of which images are made."""
KINDS = {"float64": "float", "int64": "int", "bool": "bool", "uint8": BYTE}
"""The kinds of numpy's types that are known."""
SOME = 1000
"""Of a longer list, so many elements are looked at."""


@dataclass(frozen=True)
class Many:
    """A collection of numbers: `form` is array, series or list; `kind` float, int, bool or, of
    an array, byte. `depth` is the number of dimensions, of lists in lists too. `boxed` is true
    for a list of numpy's scalars.
    """

    form: str
    kind: str
    depth: int = 1
    boxed: bool = False

    @property
    def numpy(self) -> bool:
        """True where its elements, got by their place, are numpy's scalars."""
        return self.form != "list" or self.boxed


@dataclass(frozen=True)
class One:
    """A number; `either` is true for a float that may be Python's own or numpy's."""

    kind: str
    numpy: bool = False
    either: bool = False


Type = Many | One


def type_of_value(value: Any) -> Type | None:
    """The type of a value of the user's; None for what isn't a number, or numbers of one kind."""
    kind = values.kind_of(value)
    if kind == "ndarray":
        item = KINDS.get(str(value.dtype))
        return Many("array", item, value.ndim) if item and 0 < value.ndim < 5 else None
    if kind == "Series":
        item = KINDS.get(str(value.dtype))
        return Many("series", item) if item and item != BYTE else None
    if kind == "list" and value:
        return _boxed(value)
    if type(value) in (int, float, bool):
        return One(type(value).__name__)
    if type(value).__module__ == "numpy" and type(value).__name__ in KINDS:
        return One(KINDS[type(value).__name__], numpy=True)
    return None


def _boxed(many: list[Any]) -> Many | None:
    """The type of a list of numpy's scalars, as far as some of them tell."""
    kinds = set(map(type, many[:: len(many) // SOME + 1]))
    only = kinds.pop() if len(kinds) == 1 else int
    item = KINDS.get(only.__name__) if only.__module__ == "numpy" else None
    return Many("list", item, boxed=True) if item in ("float", "int") else None


def common(found: list[Type | None]) -> Type | None:
    """The one type that all have; None where they differ, or there are none."""
    return found[0] if found and len(set(found)) == 1 else None
