"""Columns that can hold keys, and fields of records in a list, elements, index and dictionary."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...core.kinds import is_frame, is_series

if TYPE_CHECKING:
    import pandas as pd

_TYPES_READ = 50_000
_RECORDS_READ, _MOST_FIELDS = 1000, 12
_OBJECTS_READ = 1000
"""Of a column of objects, for its first ones that aren't missing."""


@dataclass(frozen=True)
class Key:
    """A column of the value called `name` that may hold keys."""

    name: str
    column: str
    """The column's label, or what plays its part: `index`, `keys` or `elements`."""
    at: int | None = None
    """Position of the column in a frame."""
    field: Hashable = None
    """Of records in a list: the key of the dictionaries, or the position in the tuples."""

    def values(self, values: Mapping[str, Any]) -> pd.Series[Any]:
        """Return the keys by row, in a series with a fresh index."""
        import pandas as pd

        value = values[self.name]
        if self.at is not None:
            keys = value.iloc[:, self.at]
        elif self.field is not None:
            # Of the records that weren't looked at, some may hold what is no key.
            found = [x if type(x) in (int, str) else None for x in of_records(value, self.field)]
            keys = pd.Series(found, dtype=object)
        elif self.column == "index":
            keys = value.index.to_series()
        else:
            keys = pd.Series(list(value), dtype=object)
        fresh: pd.Series[Any] = keys.reset_index(drop=True)
        return fresh


def keys_of(name: str, value: Any) -> list[Key]:
    """List what may hold keys in a value."""
    if is_frame(value) or is_series(value):
        found = []
        if is_frame(value):
            for at, label in enumerate(value.columns):
                if _hashable_kind(value.dtypes.iloc[at], value.iloc[:, at]):
                    found.append(Key(name, str(label), at))
        if value.index.nlevels == 1 and not _numbered(value.index):
            found.append(Key(name, "index"))
        return found
    if type(value) is dict and value:
        return [Key(name, "keys")]
    if type(value) is list and value and _types(value) in ({int}, {str}):
        return [Key(name, "elements")]
    if type(value) is list and value and _types(value) in ({dict}, {tuple}):
        return [Key(name, str(field), field=field) for field in _fields(value)]
    return []


def _fields(records: list[Any]) -> list[Hashable]:
    """Those that hold whole numbers or texts alone, in some of the records."""
    some = records[:: max(1, len(records) // _RECORDS_READ)]
    fields = list(some[0]) if type(some[0]) is dict else list(range(len(some[0])))
    found: list[Hashable] = []
    for field in fields[:_MOST_FIELDS]:
        if field is not None and {type(x) for x in of_records(some, field)} in ({int}, {str}):
            found.append(field)
    return found


def of_records(records: list[Any], field: Any) -> list[Any]:
    """What each has there; None where it has nothing."""
    if type(records[0]) is dict:
        return [record.get(field) for record in records]
    return [record[field] if field < len(record) else None for record in records]


def _types(value: list[Any]) -> set[type]:
    """Of the elements; of some of them where there are many."""
    return {type(x) for x in value[:: max(1, len(value) // _TYPES_READ)]}


def _numbered(index: Any) -> bool:
    import pandas as pd

    return isinstance(index, pd.RangeIndex)


def _hashable_kind(dtype: Any, column: Any) -> bool:
    """Integers and text; objects only where their first ones are text, but for missing ones."""
    text = str(dtype)
    if text == "category" or text == "str" or text.startswith("string"):
        return True
    if getattr(dtype, "kind", "O") in "iu":
        return True
    if text != "object":
        return False
    first = column.head(_OBJECTS_READ).dropna().head(20)
    return bool(len(first)) and all(type(x) is str for x in first)
