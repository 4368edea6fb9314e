"""One change of one aspect of a set of values, everything that hangs on it following."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...core.kinds import is_frame, is_series
from .base import Values
from .columns import Column, read, replace
from .elements import ElementChange, distinct, mapping, places, ties
from .links import Group
from .rows import CHOICES, RowChoice, size, take

MOST_AMONG = 4


@dataclass(frozen=True)
class Change:
    """A labelled function from values to new values; the values given are never changed."""

    label: str
    apply: Callable[[Values, random.Random], Values]


def row_changes(group: Group) -> list[Change]:
    """Changes of the rows of all values of a group together."""
    return [Change(f"{group.text}: {label}", _rows(group, choose)) for label, choose in CHOICES]


def take_rows(values: Values, group: Group, at: list[int], fresh_labels: bool = True) -> Values:
    """Return the values with the same rows taken in every member; counts follow."""
    changed = dict(values)
    for name in group.names:
        rows = size(values[name]) or 0
        changed[name] = take(values[name], [i for i in at if i < rows], fresh_labels)
    for name in group.counts:
        changed[name] = len(at)
    return changed


def index_changes(group: Group, values: Values) -> list[Change]:
    """Changes of row labels, alike in all frames and series of the group that share them."""
    names = [n for n in group.names if is_frame(values[n]) or is_series(values[n])]
    if not names:
        return []
    made = [Change(f"{group.text}: {label}", _labels(names, make)) for label, make in INDEX_MAKERS]
    if len(names) > 1:
        # Only the first's: what is aligned by labels isn't aligned by place any more.
        label, make = INDEX_MAKERS[0]
        made.insert(1, Change(f"`{names[0]}`: {label} of its own", _labels(names[:1], make)))
    return made


def element_change(column: Column, change: ElementChange, links: list[Column]) -> Change:
    """A change of scalars; linked columns follow where the change is one of distinct values."""

    def apply(values: Values, chance: random.Random) -> Values:
        scalars = read(values[column.name], column)
        if not scalars:
            return values
        if change.by_value and change.share < 1:
            return _mapped(values, [column, *links], mapping(scalars, change, chance, column))
        new = list(scalars)
        for at, where in enumerate(places(len(new), change.share, chance)):
            if new[where] is not None:
                new[where] = change.pick(new[where], at, chance, column)
        return {**values, column.name: replace(values[column.name], column, new)}

    return Change(f"{column.text}: {change.label}", apply)


def tie_change(column: Column, links: list[Column]) -> Change:
    """Few distinct values: duplicate keys, ties in a sort."""

    def apply(values: Values, chance: random.Random) -> Values:
        scalars = read(values[column.name], column)
        if len(distinct(scalars)) < 2:
            return values
        return _mapped(values, [column], ties(scalars, chance))

    return Change(f"{column.text}: repeated values", apply)


def among_changes(scalar: Column, every: list[Column]) -> list[Change]:
    """A single value becomes one of those in a container beside it, once and twice in there."""
    found = []
    for column in every:
        if column.kind == scalar.kind and column.container not in ("scalar", "keys"):
            text = f"{scalar.text}: one of {column.text}"
            found += [
                Change(text, _among(scalar, column, twice=False)),
                Change(f"{text}, which is there twice", _among(scalar, column, twice=True)),
            ]
    return found[:MOST_AMONG]


def _among(scalar: Column, column: Column, *, twice: bool) -> Callable[..., Values]:
    def apply(values: Values, chance: random.Random) -> Values:
        scalars = read(values[column.name], column)
        present = [x for x in scalars if x is not None and x == x]
        if not present:
            return values
        chosen = chance.choice(present)
        changed = {**values, scalar.name: replace(values[scalar.name], scalar, [chosen])}
        if twice:
            for place in chance.sample(range(len(scalars)), min(2, len(scalars))):
                scalars[place] = chosen
            changed[column.name] = replace(values[column.name], column, scalars)
        return changed

    return apply


def _mapped(values: Values, into: list[Column], renamed: dict[Any, Any]) -> Values:
    changed = dict(values)
    for column in into:
        scalars = read(changed[column.name], column)
        if not renamed:
            break
        low, high = column.limits or (None, None)
        new = [renamed.get(x, x) if x == x else x for x in scalars]  # NaN is no key
        if low is not None and high is not None:
            new = [max(low, min(high, x)) if type(x) is int else x for x in new]
        changed[column.name] = replace(changed[column.name], column, new)
    return changed


def _rows(group: Group, choose: RowChoice) -> Callable[[Values, random.Random], Values]:
    def apply(values: Values, chance: random.Random) -> Values:
        rows = size(values[group.names[0]]) or 0
        return take_rows(values, group, choose(rows, chance)) if rows else values

    return apply


LabelMaker = Callable[[Any, random.Random], Any]


def _labels(names: list[str], make: LabelMaker) -> Callable[[Values, random.Random], Values]:
    def apply(values: Values, chance: random.Random) -> Values:
        changed = dict(values)
        first: Any = values[names[0]]
        new = make(first.index, chance)
        for name in names:
            value: Any = values[name]
            if len(value) == len(first) and value.index.equals(first.index):
                changed[name] = value.set_axis(new, axis=0)
        return changed

    return apply


def _shuffled_labels(index: Any, chance: random.Random) -> Any:
    return index.take(chance.sample(range(len(index)), len(index)))


def _repeated_labels(index: Any, chance: random.Random) -> Any:
    return index.take([at // 2 for at in range(len(index))])


def _shifted_labels(index: Any, chance: random.Random) -> Any:
    import pandas as pd

    if not isinstance(index, pd.RangeIndex):
        return index
    return pd.Index([10 * at + 5 for at in range(len(index))], name=index.name)


INDEX_MAKERS: tuple[tuple[str, LabelMaker], ...] = (
    ("unsorted index", _shuffled_labels),
    ("index with repeated labels", _repeated_labels),
    ("index that doesn't start at 0", _shifted_labels),
    ("reversed index", lambda index, chance: index[::-1]),
)
