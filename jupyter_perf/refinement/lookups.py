"""What the parts and methods of known arrays, columns, frames and containers give.

Nothing else is looked into, so that no code of the user's is run: LookupError says so.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import values

MOST = 256
"""Values of one expression; where it can have more, it isn't known what it has."""
FEW = 9
"""Places that are looked at in what is alike throughout: a long range, the rows of an array."""
COPIED = 2_000_000
"""Elements that are copied at most, for all questions about one source together."""
KEYS = (int, str)
"""Types of the keys that things are looked up by."""
_NUMBERS = frozenset({"float64", "int64", "bool"})
_FIXED = {
    "ndarray": ("shape", "T", "size", "ndim"),
    "DataFrame": ("columns", "shape", "size"),
    "Series": ("shape", "size"),
}


@dataclass(frozen=True)
class Taken:
    """Values of an expression; `every` tells whether they are all that it can have."""

    values: Sequence[Any]
    every: bool = True


class Parts:
    """Attributes and methods of values, of which some make copies."""

    def __init__(self) -> None:
        self._copied = 0

    def attribute(self, value: Any, name: str) -> Any:
        """`value.name`."""
        kind = values.kind_of(value)
        if kind == "DataFrame" and name in value.columns and not hasattr(type(value), name):
            return item(value, name)
        if name == "values" and kind == "Series":
            return self.array(value)
        if name not in _FIXED.get(kind, ()):
            raise LookupError(name)
        return getattr(value, name)

    def method(self, value: Any, name: str, kind: type) -> Any:
        """`value.name()`, and `value.astype(kind)`."""
        held = values.kind_of(value)
        if name in ("keys", "values", "items") and held == "dict" and len(value) <= MOST:
            return list(getattr(value, name)())
        listed = _is_index(value) or held in ("Series", "ndarray")
        if name in ("tolist", "to_list") and listed and len(value) <= MOST:
            return value.tolist()
        if held not in ("Series", "ndarray") or str(value.dtype) not in _NUMBERS:
            raise LookupError(name)
        if name == "copy":
            return value
        if name == "to_numpy" and held == "Series":
            return self.array(value)
        if name == "dropna" and held == "Series":
            return self._paid(value).dropna()
        if name == "astype":
            return self._paid(value).astype(kind)
        raise LookupError(name)

    def array(self, value: Any) -> Any:
        """A column's numbers, which may be a copy."""
        if values.kind_of(value) not in ("Series", "ndarray") or str(value.dtype) not in _NUMBERS:
            raise LookupError("other things than numbers")
        return value if values.kind_of(value) == "ndarray" else self._paid(value).to_numpy()

    def _paid(self, value: Any) -> Any:
        self._copied += value.size
        if self._copied > COPIED:
            raise LookupError("too much to copy")
        return value


def _is_index(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and type(value) is pandas.Index


def elements_of(value: Any) -> Taken | None:
    """What going through a value gives; places of what is long and alike stand for the others."""
    kind = values.kind_of(value)
    if kind == "range" or (kind == "ndarray" and value.ndim > 1):
        if len(value) <= MOST and kind == "range":
            return Taken(list(value))
        return Taken([value[at] for at in spread(range(len(value)))], len(value) <= FEW)
    if kind == "DataFrame":
        value = value.columns
    plain = kind in ("list", "tuple", "set", "dict") or _is_index(value)
    return Taken(list(value)) if plain and len(value) <= MOST else None


def unpacked(target: ast.Tuple, name: str, whole: Taken | None) -> Taken | None:
    """The part of tuples that a target's name is given."""
    names = [one.id if isinstance(one, ast.Name) else "" for one in target.elts]
    if whole is None or names.count(name) != 1:
        return None
    fit = all(type(v) in (tuple, list) and len(v) == len(names) for v in whole.values)
    return Taken([v[names.index(name)] for v in whole.values], whole.every) if fit else None


def spread(many: Sequence[Any]) -> list[Any]:
    """The first, the last and some between."""
    last = len(many) - 1
    return [many[at * last // (FEW - 1)] for at in range(FEW)] if last >= FEW else list(many)


def item(value: Any, key: Any) -> Any:
    """`value[key]`; raises LookupError for other types than those whose items are plain."""
    kind = values.kind_of(value)
    if kind == "ndarray":
        parts = key if isinstance(key, tuple) else (key,)
        if all(type(part) in (int, slice) for part in parts):
            return value[key]
    elif kind == "DataFrame":
        if type(key) in KEYS and value.columns.is_unique and value.columns.nlevels == 1:
            return value[key]
    elif kind in ("list", "tuple") or _is_index(value):
        if type(key) is int or (type(key) is slice and len(value) <= MOST):
            return value[key]
    elif kind == "dict" and type(key) in KEYS:
        return value[key]
    raise LookupError(key)
