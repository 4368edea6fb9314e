"""Types of collections of numbers, and of numbers: of arrays, columns, lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import values

BYTE = "byte"
"""The kind of numbers from 0 to 255 in 8 bits, of which images are made."""
KINDS = {"float64": "float", "int64": "int", "bool": "bool", "uint8": BYTE}
"""The kinds of numpy's types that are known."""


@dataclass(frozen=True)
class Many:
    """A collection of numbers: `form` is array, series or list; `kind` float, int, bool or, of
    an array, byte. `depth` is the number of dimensions, of lists in lists too.
    """

    form: str
    kind: str
    depth: int = 1

    @property
    def numpy(self) -> bool:
        """True where its elements, got by their place, are numpy's scalars."""
        return self.form != "list"


@dataclass(frozen=True)
class One:
    """A number."""

    kind: str
    numpy: bool = False


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
    if type(value) in (int, float, bool):
        return One(type(value).__name__)
    if type(value).__module__ == "numpy" and type(value).__name__ in KINDS:
        return One(KINDS[type(value).__name__], numpy=True)
    return None


def common(found: list[Type | None]) -> Type | None:
    """The one type that all have; None where they differ, or there are none."""
    return found[0] if found and len(set(found)) == 1 else None
