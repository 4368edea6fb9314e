"""What hangs together among the values: equal lengths, aliases, keys that refer to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .columns import Column, readings
from .elements import distinct
from .rows import size

LEAST_LENGTH = 2
"""Shorter values share a length by accident more often than not."""
KEY_KINDS = {"int", "str", "category", "object", "time"}
CONTAINED = 0.9
"""Share of one column's distinct values that the other must hold to be keys of each other."""
ROWS_READ = 100_000


@dataclass
class Group:
    """Names whose values have the same number of rows, and integers that state that number."""

    length: int
    names: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return ", ".join(f"`{name}`" for name in self.names)


def groups(values: Mapping[str, object]) -> list[Group]:
    """Group the values that have rows by their length; short ones stay by themselves."""
    found: dict[object, Group] = {}
    for name, value in values.items():
        rows = size(value)
        if rows is not None:
            key: object = rows if rows >= LEAST_LENGTH else (name, rows)
            found.setdefault(key, Group(rows)).names.append(name)
    for name, value in values.items():
        if type(value) is int and value >= LEAST_LENGTH and value in found:
            found[value].counts.append(name)
    return list(found.values())


def aliases(values: Mapping[str, object]) -> dict[str, str]:
    """Map each name of a value that another name holds too to the first such name."""
    first: dict[int, str] = {}
    same: dict[str, str] = {}
    for name, value in values.items():
        if size(value) is None:
            continue
        if id(value) in first:
            same[name] = first[id(value)]
        else:
            first[id(value)] = name
    return same


def linked(values: Mapping[str, object]) -> dict[Column, list[Column]]:
    """For each column that can hold keys, the columns of other parts that hold the same keys."""
    known: list[tuple[Column, frozenset[Any]]] = []
    for name, value in values.items():
        for column, scalars in readings(name, value):
            if column.kind in KEY_KINDS and column.container != "scalar":
                known.append((column, frozenset(distinct(scalars[:ROWS_READ]))))
    return {
        column: [other for other, theirs in known if other != column and _refer(keys, theirs)]
        for column, keys in known
    }


def _refer(a: frozenset[Any], b: frozenset[Any]) -> bool:
    fewer = min(len(a), len(b))
    return fewer >= 2 and len(a & b) >= CONTAINED * fewer
