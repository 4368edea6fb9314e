"""Columns that can hold keys, and which of them refer to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...core.kinds import is_frame, is_series

if TYPE_CHECKING:
    import pandas as pd

CONTAINED = 0.5
"""Share of the fewer keys that must be among the others where the names agree."""
CONTAINED_UNNAMED = 0.95
LEAST_DISTINCT = 16
"""Columns of different names need this many distinct keys to be taken for the same keys."""
MOST_ROWS_UNNAMED = 100_000
MOST_UNNAMED = 100
MOST_ROWS_COMPARED = 500_000
KEYS_READ = 2000
_TYPES_READ = 50_000
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

    def values(self, values: Mapping[str, Any]) -> pd.Series[Any]:
        """Return the keys by row, in a series with a fresh index."""
        import pandas as pd

        value = values[self.name]
        if self.at is not None:
            keys = value.iloc[:, self.at]
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
    return []


@dataclass
class Linker:
    """Finds out which key columns refer to each other; what it reads of a column it keeps."""

    values: Mapping[str, Any]
    unnamed_left: int = MOST_UNNAMED
    distinct: dict[Key, Any] = field(default_factory=dict)

    def refer(self, a: Key, b: Key) -> bool:
        """True where both hold the same keys: by name and values, or by values alone.

        By values alone, one of them must be a table of keys (all distinct), not long, and only
        so many pairs are looked at.
        """
        looked_up = self._looked_up(a, b)
        if looked_up is not None:
            return looked_up
        named = a.column == b.column and a.column not in ("elements", "index", "keys")
        if not named and not self._may_match(a, b):
            return False
        if named and max(self._rows(a), self._rows(b)) > MOST_ROWS_COMPARED:
            # Long columns of one name and kind are taken for the same keys unseen.
            return _kind(self.values, a) == _kind(self.values, b)
        fewer, more = sorted((self._unique(a), self._unique(b)), key=len)
        if not len(fewer) or not (named or len(fewer) >= LEAST_DISTINCT):
            return False
        shared = _share_in(fewer[:KEYS_READ], more)
        return shared >= (CONTAINED if named else CONTAINED_UNNAMED)

    def _looked_up(self, a: Key, b: Key) -> bool | None:
        """Whether what one holds is found in the dictionary that the other one is; None where
        neither is one, or both are. Some keys tell, however long both are."""
        tables = [key for key in (a, b) if type(self.values[key.name]) is dict]
        if len(tables) != 1:
            return None
        table: dict[Any, Any] = self.values[tables[0].name]
        keys = set(self._some(b if tables[0] is a else a))
        shared = sum(key in table for key in keys)
        return len(keys) >= LEAST_DISTINCT and shared >= CONTAINED_UNNAMED * len(keys)

    def _some(self, key: Key) -> list[Any]:
        """Keys of rows in equal distances, without missing ones."""
        value: Any = self.values[key.name]
        step = max(1, len(value) // KEYS_READ)
        if type(value) is list:
            return value[::step]
        return key.values({key.name: value.iloc[::step]}).dropna().tolist()

    def _may_match(self, a: Key, b: Key) -> bool:
        table = min((a, b), key=self._rows)
        if self._rows(table) > MOST_ROWS_UNNAMED or self.unnamed_left <= 0:
            return False
        self.unnamed_left -= 1
        return len(self._unique(table)) == self._rows(table)

    def _unique(self, key: Key) -> Any:
        if key not in self.distinct:
            self.distinct[key] = key.values(self.values).dropna().unique()
        return self.distinct[key]

    def _rows(self, key: Key) -> int:
        value: Any = self.values[key.name]
        return len(value)


def _share_in(few: Any, many: Any) -> float:
    """Of distinct keys, the share that is among others. By their codes: pandas' own `isin` goes
    through every text in Python."""
    import pandas as pd

    both = pd.concat([pd.Series(few), pd.Series(many)], ignore_index=True)
    codes, _ = pd.factorize(both)
    return float(pd.Series(codes[: len(few)]).isin(codes[len(few) :]).mean())


def _kind(values: Mapping[str, Any], key: Key) -> str:
    """Of a column's numbers or texts."""
    dtype = key.values(values).dtype
    return str(dtype) if getattr(dtype, "kind", "O") not in "iu" else "whole numbers"


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
