"""Generated inputs of a cell: copies of the user's values with one aspect changed, then several.

Values are first cut to `ROWS` rows, so that a variant costs little whatever the user's data is.
Every fourth variant combines changes of single aspects. The n-th variant depends on the values,
the seed and n only, never on how many are asked for, or on the process.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping

from . import passages
from .base import Values, Variant, randomness
from .change import (
    Change,
    among_changes,
    element_change,
    index_changes,
    row_changes,
    take_rows,
    tie_change,
)
from .columns import Column, columns, read
from .elements import changes_for, distinct
from .links import Group, aliases, groups, linked
from .rows import size

ROWS = 200
"""Rows that a variant starts from, at most."""
COMBINED_EVERY = 4
COLUMNS = 40
"""Columns that are varied; those of later names are left as they are."""


def variants(values: Mapping[str, object], count: int, seed: int) -> list[Variant]:
    """Return `count` generated inputs for code that reads `values`; empty if none can be made."""
    source = _Source(values, seed)
    return [source.variant(number) for number in range(1, count + 1)] if source.singles else []


def cell_variant(values: Mapping[str, object], number: int, seed: int = 0) -> Values:
    """Return the values of the `number`-th variant (from 1); unchanged if none can be made."""
    source = _Source(values, seed)
    return source.variant(number).apply() if source.singles else dict(values)


class _Source:
    def __init__(self, values: Mapping[str, object], seed: int) -> None:
        self.seed = seed
        self.aliases = aliases(values)
        self.values = {n: v for n, v in values.items() if n not in self.aliases}
        self.order = list(values)
        self.groups = groups(self.values)
        self.cut = _cut(self.values, self.groups)
        self.singles = list(_round_robin(_targets(self.cut, self.groups)))

    def variant(self, number: int) -> Variant:
        chosen = self._changes(number)

        def apply() -> Values:
            values = self.cut
            for at, change in enumerate(chosen):
                values = _changed(change, values, randomness(self.seed, number, at, change.label))
            return {name: values[self.aliases.get(name, name)] for name in self.order}

        return Variant("; ".join(change.label for change in chosen), apply)

    def _changes(self, number: int) -> list[Change]:
        """Single changes in turn, with combinations in between and once they are used up."""
        combinations, singles = divmod(number, COMBINED_EVERY)
        at = combinations * (COMBINED_EVERY - 1) + singles - 1
        if singles and at < len(self.singles):
            return [self.singles[at]]
        chance = randomness(self.seed, "combination", number)
        wanted = min(len(self.singles), chance.choice((2, 2, 3)))
        return [self.singles[at] for at in sorted(chance.sample(range(len(self.singles)), wanted))]


def _changed(change: Change, values: Values, chance: random.Random) -> Values:
    """The changed values; unchanged ones where the user's own types refuse such a change."""
    try:
        return change.apply(values, chance)
    except Exception:  # user code runs here: extension dtypes, dataclasses that check themselves
        return values


def _cut(values: Values, found: list[Group]) -> Values:
    """The values with at most `ROWS` rows each, keys that refer to each other kept together."""
    links = linked(values) if any(group.length > ROWS for group in found) else {}
    for group in sorted(found, key=lambda g: -g.length):
        if group.length > ROWS:
            at = _rows_to_keep(values, group, links)
            values = take_rows(values, group, at, fresh_labels=True)
    return values


def _rows_to_keep(values: Values, group: Group, links: dict[Column, list[Column]]) -> list[int]:
    """Rows whose keys are in tables that were cut already, then evenly spaced ones."""
    wanted: dict[int, None] = {}
    for column, others in links.items():
        if column.name not in group.names:
            continue
        cut = [o for o in others if (size(values[o.name]) or 0) <= ROWS]
        keys = {key for other in cut for key in distinct(read(values[other.name], other))}
        scalars = read(values[column.name], column)
        if keys and len(scalars) == group.length:
            wanted.update((at, None) for at, key in enumerate(scalars) if key in keys)
    some = list(wanted)[:ROWS]
    step = group.length / ROWS
    spaced = (int(at * step) for at in range(ROWS))
    return sorted(dict.fromkeys([*some, *itertools.islice(spaced, ROWS - len(some))]))


def _targets(values: Values, found: list[Group]) -> Iterator[list[Change]]:
    """Lists of changes, one list per thing that can be changed."""
    for group in sorted(found, key=lambda g: -g.length):
        if size(values[group.names[0]]):
            rows = row_changes(group)
            yield rows[::2]
            yield rows[1::2]
            yield index_changes(group, values)
    links = linked(values)
    counts = {name for group in found for name in group.counts}
    every = [c for name, value in values.items() for c in columns(name, value)][:COLUMNS]
    for column in every:
        if column.name in counts:
            continue
        others = links.get(column, [])
        singles = passages.changes(column) or changes_for(column)
        changes = [element_change(column, change, others) for change in singles]
        if column.container == "scalar" and not column.part and not column.form:
            changes[:0] = among_changes(column, every)
        elif column.container not in {"scalar", "keys"}:
            changes.insert(2, tie_change(column, others))
        yield changes


def _round_robin(lists: Iterable[list[Change]]) -> Iterator[Change]:
    """The first of each list, the second of each, and so on."""
    missing = object()
    for turn in itertools.zip_longest(*lists, fillvalue=missing):
        for change in turn:
            if isinstance(change, Change):
                yield change
