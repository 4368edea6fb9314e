"""What the user's actual values say: types, columns, dtypes, element types, hashability."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from inspect import getattr_static
from typing import Any

# A full scan of a list of a million elements takes some 30 ms; beyond, a part stands for the whole.
FULL_SCAN = 1_000_000
IMMUTABLE = (int, float, complex, str, bytes, bool, type(None), frozenset, range)
PLAIN = frozenset({int, float, complex, str, bytes, bool, type(None)})


def kind_of(value: object) -> str:
    """The kind of a value as rules speak of it: `list`, `DataFrame`, `ndarray`, `int`, …"""
    name = type(value).__name__
    if name in ("DataFrame", "Series", "ndarray") and type(value).__module__.startswith(
        ("pandas", "numpy")
    ):
        return name
    return name if type(value).__module__ == "builtins" else "other"


def attributes(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass or a named tuple that no code of the class works out."""
    if issubclass(kind, tuple):
        names = getattr(kind, "_fields", ())
    else:
        names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    own = all("__getattribute__" not in vars(c) for c in kind.__mro__ if c not in (object, tuple))
    worked_out = any(isinstance(getattr_static(kind, name, None), property) for name in names)
    return names if own and not worked_out else ()


@dataclass(frozen=True)
class Elements:
    """Element types of a list, tuple, set or dict (its keys)."""

    types: frozenset[type]
    length: int

    @property
    def homogeneous(self) -> bool:
        return len(self.types) <= 1

    @property
    def plain(self) -> bool:
        """Numbers, strings, bytes, booleans and None: hashable, and equal as they look."""
        return self.types <= PLAIN

    @property
    def comparable(self) -> bool:
        """True where `<` between any two elements can't raise."""
        numbers = frozenset({int, float, bool})
        return self.types <= numbers or (self.homogeneous and self.types <= {str, bytes})


def elements(value: Any) -> Elements | None:
    """Element types of a built-in container; None for anything else."""
    if type(value) not in (list, tuple, set, frozenset, dict):
        return None
    scanned: Iterable[Any] = value
    if len(value) > FULL_SCAN:
        scanned = (value[:: len(value) // FULL_SCAN + 1]) if type(value) in (list, tuple) else value
    return Elements(frozenset(map(type, scanned)), len(value))


def hashable(value: object, depth: int = 3) -> bool:
    """True where `hash(value)` works and its class is a built-in's (so equality is plain too)."""
    if type(value) is tuple:
        return depth > 0 and all(hashable(part, depth - 1) for part in value)
    return type(value) in PLAIN or (
        type(value).__module__ in ("datetime", "numpy", "decimal", "fractions")
        and getattr(type(value), "__hash__", None) is not None
        and kind_of(value) != "ndarray"
    )


def all_hashable(value: Any) -> bool:
    """True where every element of a built-in container is, as far as a scan can tell."""
    found = elements(value)
    if found is None:
        return False
    return found.plain or all(hashable(part) for part in list(value)[:FULL_SCAN])


@dataclass(frozen=True)
class Frame:
    """What rules need of a DataFrame. Kinds: int float bool str object datetime other."""

    columns: dict[str, str]
    """Column → kind, of columns whose label is a string that occurs once."""
    all_kinds: tuple[str, ...]
    index_default: bool
    index_unique: bool
    length: int

    @property
    def row_kind(self) -> str:
        """Kind of the scalars that a row as a Series gives: float, int, bool, object, or other.

        `object` rows hold Python's own numbers, the others numpy's.
        """
        return row_kind(self.all_kinds)

    def with_column(self, name: str, kind: str) -> Frame:
        """The same frame after `frame[name] = <values of that kind>`."""
        kinds = list(self.all_kinds)
        if name in self.columns:
            kinds.remove(self.columns[name])
        return Frame(
            {**self.columns, name: kind},
            (*kinds, kind),
            self.index_default,
            self.index_unique,
            self.length,
        )


def common_frame(frames: Sequence[Frame | None]) -> Frame | None:
    """What holds for all of several frames, or None where their columns differ."""
    first = frames[0] if frames else None
    if first is None:
        return None
    default, unique, length = first.index_default, first.index_unique, first.length
    for other in frames:
        if other is None or (other.columns, other.all_kinds) != (first.columns, first.all_kinds):
            return None
        default = default and other.index_default
        unique = unique and other.index_unique
        length = min(length, other.length)
    return Frame(first.columns, first.all_kinds, default, unique, length)


def row_kind(kinds: Iterable[str]) -> str:
    """The kind that columns of these kinds have in common, as `DataFrame.values` finds it."""
    found = set(kinds)
    if not found or found == {"datetime"} or found <= {"other", "unknown"}:
        return "other"
    if found == {"float", "int"}:
        return "float"
    if len(found) == 1 and found <= {"float", "int", "bool"}:
        return next(iter(found))
    if found & {"other", "unknown"} and not found & {"object", "str"}:
        return "other"
    return "object"


_DTYPES = {"float64": "float", "int64": "int", "bool": "bool", "object": "object", "str": "str"}


def dtype_kind(dtype: object) -> str:
    """The kind of a column by its dtype."""
    name = str(dtype)
    return "datetime" if name.startswith("datetime64[") else _DTYPES.get(name, "other")


def frame_of(value: Any) -> Frame | None:
    """Facts of a DataFrame; None for anything else, and for labels of several levels."""
    pandas = sys.modules.get("pandas")
    if pandas is None or type(value) is not pandas.DataFrame or value.columns.nlevels > 1:
        return None
    kinds = tuple(dtype_kind(dtype) for dtype in value.dtypes)
    labels = list(value.columns)
    columns = {
        label: kind
        for label, kind in zip(labels, kinds, strict=True)
        if isinstance(label, str) and labels.count(label) == 1
    }
    default = type(value.index) is pandas.RangeIndex and value.index.equals(
        pandas.RangeIndex(len(value))
    )
    return Frame(columns, kinds, default, bool(value.index.is_unique), len(value))
