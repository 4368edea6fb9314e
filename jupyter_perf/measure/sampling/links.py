"""Which columns, fields and dictionaries refer to each other."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from .keys import Key, of_records

CONTAINED = 0.5
"""Share of the fewer keys that must be among the others where the names agree."""
CONTAINED_UNNAMED = 0.95
LEAST_DISTINCT = 16
"""Columns of different names need this many distinct keys to be taken for the same keys."""
MOST_ROWS_UNNAMED = 100_000
MOST_UNNAMED = 100
MOST_ROWS_COMPARED = 500_000
KEYS_READ = 2000


@dataclass
class Linker:
    """Finds out which key columns refer to each other; what it reads of a column it keeps."""

    values: Mapping[str, Any]
    unnamed_left: int = MOST_UNNAMED
    distinct: dict[Key, Any] = field(default_factory=dict)
    _tables: dict[Key, frozenset[Any]] = field(default_factory=dict)
    _samples: dict[Key, list[Any]] = field(default_factory=dict)

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
        """Whether what one holds is found in the dictionary, or in the list of records with a
        different key each, that the other one is; None where neither may be one. Some keys tell,
        however long both are."""
        dicts = [key for key in (a, b) if type(self.values[key.name]) is dict]
        lists = [key for key in (a, b) if type(self.values[key.name]) is list]
        if len(dicts) == 1:
            table = dicts[0]
        elif len(lists) == 2 and (a.field is not None or b.field is not None):
            table = min(lists, key=self._rows)
        else:
            return None
        keys = set(self._some(b if table is a else a))
        shared = sum(key in self._table(table) for key in keys)
        return len(keys) >= LEAST_DISTINCT and shared >= CONTAINED_UNNAMED * len(keys)

    def _table(self, key: Key) -> Container[Any]:
        """All of its keys; none where some come twice."""
        value: Any = self.values[key.name]
        if type(value) is dict:
            return value
        if key not in self._tables:
            held = value if key.field is None else of_records(value, key.field)
            distinct = frozenset(each for each in held if type(each) in (int, str))
            self._tables[key] = distinct if len(distinct) == len(held) else frozenset()
        return self._tables[key]

    def _some(self, key: Key) -> list[Any]:
        """Keys of rows in equal distances, without missing ones."""
        if key not in self._samples:
            value: Any = self.values[key.name]
            step = max(1, len(value) // KEYS_READ)
            if type(value) is list:
                some = value[::step]
                held = some if key.field is None else of_records(some, key.field)
                self._samples[key] = [each for each in held if type(each) in (int, str)]
            else:
                column = key.values({key.name: value.iloc[::step]})
                self._samples[key] = column.dropna().tolist()
        return self._samples[key]

    def likeliest(self, links: list[tuple[Key, Key]]) -> list[tuple[Key, Key]]:
        """Of several fields of records that may refer to one table, the one with the most distinct
        keys: small numbers are found among any others."""
        best: dict[tuple[str, str], int] = {}
        for link in links:
            pair = link[0].name, link[1].name
            best[pair] = max(best.get(pair, 0), self._told(link))
        return [each for each in links if self._told(each) >= best[each[0].name, each[1].name]]

    def _told(self, link: tuple[Key, Key]) -> int:
        """How many distinct keys say that they belong together; 0 where no records take part."""
        if all(key.field is None for key in link):
            return 0
        asking = [key for key in link if type(self.values[key.name]) is not dict]
        asking = [key for key in asking if key not in self._tables] or asking
        return min((len(set(self._some(key))) for key in asking), default=0)

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
