"""The scalars inside a value, as columns that can be read and replaced.

A column holds all scalars that play one part: a column of a DataFrame, the elements of an
array, the second fields of a list of tuples, the keys of a dictionary. Replacing rebuilds the
containers around them and leaves the original untouched.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from ...core.kinds import is_array, is_frame, is_series
from .forms import form

Part = tuple[object, ...]
"""Where scalars lie: field names and positions, with "*" for "any element"."""

SCALARS = {bool: "bool", int: "int", float: "float", complex: "complex", str: "str",
           datetime.date: "time", datetime.datetime: "time"}  # fmt: skip
ARRAY_KINDS = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex",
               "M": "time", "m": "time", "O": "object", "U": "str", "S": "bytes"}  # fmt: skip
RECORD_FIELDS = 12
"""A tuple or a dictionary with more elements than this is a collection, not a record."""
DEEPEST = 6
MOST_COLUMNS = 200
"""Of one nested value: a tree of dictionaries has more, which are left as they are."""


@dataclass(frozen=True)
class Column:
    """Scalars of one kind that play one part in the value called `name`."""

    name: str
    part: Part
    kind: str
    """`bool`, `int`, `float`, `complex`, `str`, `time`, `category` or `object`."""
    limits: tuple[int, int] | None = None
    """Least and greatest integer that fits, where the container's dtype sets them."""
    container: str = "list"
    """`frame`, `array`, `list` (any Python container), `keys` or `scalar`."""
    form: str = ""
    """Of a single long text: `table`, `lines` or `words`."""

    @property
    def text(self) -> str:
        """How a user would call it."""
        fields = "".join(f"[{p!r}]" for p in self.part[:-1] if p != "*")
        return f"`{self.name}{fields}`"


def columns(name: str, value: object) -> list[Column]:
    """List the columns of a value; empty for values that aren't made of scalars."""
    if is_frame(value):
        return [
            _pandas_column(name, (label, at), value.iloc[:, at])
            for at, label in enumerate(value.columns)
        ]
    if is_series(value):
        return [_pandas_column(name, (0,), value)]
    if type(value) is str:
        return [Column(name, (), "str", None, "scalar", form(value))]
    if is_array(value):
        kind = ARRAY_KINDS.get(value.dtype.kind, "object")
        return [Column(name, (0,), kind, integer_limits(value.dtype), "array")]
    if (scalar := _flat(value)) is not None:
        return [_plain_column(name, ("*",), SCALARS[scalar])]
    return [column for column, _ in readings(name, value)]


def read(value: Any, column: Column) -> list[Any]:
    """Return the scalars of a column in order."""
    if is_frame(value):
        return _plain_list(value.iloc[:, _position(column)])
    if is_series(value):
        return _plain_list(value)
    if is_array(value):
        return list(value.ravel().tolist())
    if (scalar := _flat(value)) is not None:
        right = column.part == ("*",) and column.kind == SCALARS[scalar]
        return list(value) if right else []
    return [
        scalar
        for part, scalar in _leaves(value, (), 0)
        if part == column.part and SCALARS[type(scalar)] == column.kind
    ]


def readings(
    name: str, value: object, most: int | None = MOST_COLUMNS
) -> list[tuple[Column, list[Any]]]:
    """The columns of a value, each with its scalars, in one walk: `most` of a nested value."""
    if not _is_nested(value):
        return [(column, read(value, column)) for column in columns(name, value)]
    found: dict[tuple[Part, str], list[Any]] = {}
    for part, scalar in _leaves(value, (), 0):
        key = (part, SCALARS[type(scalar)])
        if key in found:
            found[key].append(scalar)
        elif most is None or len(found) < most:
            found[key] = [scalar]
    return [(_plain_column(name, *key), scalars) for key, scalars in found.items()]


def replace(value: object, column: Column, scalars: list[Any]) -> object:
    """Return a copy of `value` whose column holds `scalars`, as many as it held before."""
    if is_frame(value):
        copy = value.copy()
        at = _position(column)
        copy.isetitem(at, _like_series(value.iloc[:, at], scalars))
        return copy
    if is_series(value):
        return _like_series(value, scalars)
    if is_array(value):
        return _like_array(value, scalars)
    if _flat(value) is not None and column.part == ("*",):
        return list(scalars)
    new = iter(scalars)

    def change(part: Part, scalar: object) -> object:
        mine = part == column.part and SCALARS[type(scalar)] == column.kind
        return next(new) if mine else scalar

    return _rebuilt(value, (), 0, change)


def sortable(elements: Collection[object]) -> bool:
    """True where sorting gives the same order in every process: elements of one plain type."""
    kinds = {type(x) for x in elements}
    return len(kinds) <= 1 and kinds <= {int, float, str, bool}


def _is_nested(value: object) -> bool:
    """True for containers of Python's, and single scalars, which a walk goes through."""
    table = is_frame(value) or is_series(value) or is_array(value)
    return not table and type(value) is not str and _flat(value) is None


def _flat(value: Any) -> type | None:
    """The one scalar type of a plain list: such lists can be long, and need no walk."""
    if type(value) is not list or not value or type(value[0]) not in SCALARS:
        return None
    kind = type(value[0])
    return kind if all(type(x) is kind for x in value) else None


def _position(column: Column) -> int:
    at = column.part[-1]
    assert isinstance(at, int)
    return at


def _pandas_column(name: str, part: Part, series: Any) -> Column:
    kind = getattr(series.dtype, "kind", "O")
    text = str(series.dtype)
    if text == "category":
        named = "category"
    elif text == "str" or text.startswith("string"):
        named = "str"
    else:
        named = ARRAY_KINDS.get(kind, "object")
    if named == "object" and len(series) and all(isinstance(x, str) for x in series.head(50)):
        named = "str"
    return Column(name, part, named, integer_limits(series.dtype), "frame")


def _plain_column(name: str, part: Part, kind: str) -> Column:
    container = "scalar" if not part else "keys" if part[-1] == "keys" else "list"
    return Column(name, part, kind, None, container)


def integer_limits(dtype: Any) -> tuple[int, int] | None:
    """Least and greatest value of an integer dtype (numpy's or pandas' own), else None."""
    kind = getattr(dtype, "kind", "O")
    if kind not in ("i", "u"):
        return None
    plain = getattr(dtype, "numpy_dtype", getattr(dtype, "subtype", dtype))
    bits = 8 * int(getattr(plain, "itemsize", 8))
    return (0, 2**bits - 1) if kind == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def _plain_list(series: Any) -> list[Any]:
    """The scalars of a series, with None for pandas' own missing values (NaN stays)."""
    import pandas as pd

    return [None if x is pd.NA or x is pd.NaT else x for x in series.tolist()]


def _like_array(array: Any, scalars: list[Any]) -> Any:
    import numpy as np

    with np.errstate(over="ignore"):  # large values become infinite in short floats
        if array.dtype.kind in "biufc":
            return np.array(scalars, dtype=array.dtype).reshape(array.shape)
        flat = np.empty(array.size, dtype=array.dtype)
        for at, scalar in enumerate(scalars):
            flat[at] = scalar
    return flat.reshape(array.shape)


def _like_series(series: Any, scalars: list[Any]) -> Any:
    """A series with these scalars, of the same dtype, index and name.

    A value outside the categories becomes missing, as it would by assignment of codes.
    """
    import numpy as np
    import pandas as pd

    with np.errstate(over="ignore"):
        return pd.Series(scalars, index=series.index, dtype=series.dtype, name=series.name)


def _parts(value: Any) -> list[tuple[object, Any]] | None:
    """The elements of a container with the part that each plays; None for anything else."""
    kind = type(value)
    if kind is list or (kind is tuple and len(value) > RECORD_FIELDS):
        return [("*", x) for x in value]
    if isinstance(value, tuple):
        return list(enumerate(value))
    if kind is dict:
        record = len(value) <= RECORD_FIELDS and all(type(k) is str for k in value)
        return [(k if record else "*", x) for k, x in value.items()]
    if kind in (set, frozenset) and sortable(value):
        return [("*", x) for x in sorted(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [(f.name, getattr(value, f.name)) for f in dataclasses.fields(value) if f.init]
    return None


def _leaves(value: Any, part: Part, depth: int) -> Iterator[tuple[Part, Any]]:
    if type(value) in SCALARS:
        yield part, value
        return
    parts = _parts(value)
    if parts is None or depth > DEEPEST:
        return
    if type(value) is dict and any(p == "*" for p, _ in parts):
        for key in value:
            if type(key) in SCALARS:
                yield (*part, "keys"), key
    for own, inner in parts:
        yield from _leaves(inner, (*part, own), depth + 1)


def _rebuilt(value: Any, part: Part, depth: int, change: Callable[[Part, object], object]) -> Any:
    """The value with every scalar changed, visited in the order of `_leaves`."""
    if type(value) in SCALARS:
        return change(part, value)
    parts = _parts(value)
    if parts is None or depth > DEEPEST:
        return value
    keys = list(value) if type(value) is dict else []
    if any(p == "*" for p, _ in parts):
        keys = [change((*part, "keys"), k) if type(k) in SCALARS else k for k in keys]
    inner = [_rebuilt(x, (*part, own), depth + 1, change) for own, x in parts]
    if type(value) is dict:
        return dict(zip(keys, inner, strict=True))
    if isinstance(value, tuple):
        return type(value)(*inner) if hasattr(value, "_fields") else tuple(inner)
    if isinstance(value, (list, set, frozenset)):
        return type(value)(inner)
    return dataclasses.replace(value, **{str(p): x for (p, _), x in zip(parts, inner, strict=True)})
