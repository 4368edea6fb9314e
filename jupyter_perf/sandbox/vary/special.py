"""Inputs around the constants that stand in a source, and arguments that are among the data.

What code does at `x > 100`, `len(rows) < 1000` or `name == "total"` shows only on inputs that reach
such a border, and random inputs seldom do. So each constant, and its neighbours, becomes an
element, an argument and a number of rows.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ...core.constants import Constant
from .base import Call, Values, Variant, randomness
from .change import among_changes, take_rows
from .columns import Column, columns, read, replace
from .links import Group, groups
from .passages import containing
from .preconditions import as_call, as_values
from .rows import size

MOST_ROWS = 4000
"""Larger constants aren't tried as lengths."""
_FEW_ROWS = 200
_LONG_GROUPS = 2
_KINDS: dict[type, tuple[str, ...]] = {int: ("int", "float"), float: ("float",), str: ("str",)}


def special_variants(
    values: Mapping[str, object], constants: Sequence[Constant], count: int, seed: int
) -> list[Variant]:
    """Return at most `count` inputs made of `values` and `constants`, the first constants first."""
    found: list[Variant] = []
    every = [column for name, value in values.items() for column in columns(name, value)]
    scalars = [c for c in every if c.container == "scalar" and not c.form]
    changes = [(c.label, c.apply) for s in scalars for c in among_changes(s, every)]
    for constant in constants:
        changes += _changes(dict(values), every, constant)
    for label, change in changes:
        chance = randomness(seed, "special", label)
        found.append(Variant(label, _applied(dict(values), change, chance)))
    return found[:count]


def special_calls(
    calls: Sequence[Call], constants: Sequence[Constant], count: int, seed: int
) -> list[Call]:
    """Return at most `count` calls like the observed ones, made of `constants`."""
    models = calls[:count]
    made = [special_variants(as_values(call), constants, count, seed) for call in models]
    found: list[Call] = []
    for number in range(count if models else 0):
        at = number % len(models)
        if number < len(made[at]):
            found.append(as_call(made[at][number].apply(), models[at]))
    return found


Change = Callable[[Values, random.Random], Values]


def _applied(values: Values, change: Change, chance: random.Random) -> Callable[[], Values]:
    def apply() -> Values:
        try:
            return change(values, chance)
        except Exception:  # user code runs here: extension dtypes, dataclasses that check
            return values

    return apply


def _changes(
    values: Values, every: list[Column], constant: Constant
) -> Iterator[tuple[str, Change]]:
    fitting = [column for column in every if column.kind in _KINDS[type(constant)]]
    for column in fitting:
        if column.form:
            yield f"{column.text}: {constant!r} in it", _within(column, str(constant))
        elif column.container == "scalar":
            for near in _around(constant, column):
                yield f"{column.text}: {near!r}", _set(column, near)
    inner = [column for column in fitting if column.container != "scalar"]
    if inner:
        yield f"{constant!r} among the values", _among(inner, constant)
    if type(constant) is int:
        yield from _lengths(values, constant)


def _around(constant: Constant, column: Column) -> list[Any]:
    """The constant and its neighbours, as values of the column."""
    if isinstance(constant, str):
        return [constant]
    if column.kind == "float":
        exact = float(constant)
        return [exact, math.nextafter(exact, math.inf), math.nextafter(exact, -math.inf)]
    low, high = column.limits or (constant - 1, constant + 1)
    return [near for near in (constant, constant + 1, constant - 1) if low <= near <= high]


def _within(column: Column, constant: str) -> Change:
    def apply(values: Values, chance: random.Random) -> Values:
        (text,) = read(values[column.name], column)
        return {**values, column.name: containing(text, column.form, constant, chance)}

    return apply


def _set(column: Column, value: object) -> Change:
    return lambda values, chance: {
        **values, column.name: replace(values[column.name], column, [value])
    }  # fmt: skip


def _among(inner: list[Column], constant: Constant) -> Change:
    """The constant and its neighbours at a few places of every column that can hold them."""

    def apply(values: Values, chance: random.Random) -> Values:
        changed = _shortened(values)
        for column in inner:
            scalars = read(changed[column.name], column)
            near = [x for x in _around(constant, column) for _ in range(2)]
            places = chance.sample(range(len(scalars)), min(len(scalars), len(near)))
            for place, value in zip(places, near, strict=False):
                scalars[place] = value
            changed[column.name] = replace(changed[column.name], column, scalars)
        return changed

    return apply


def _shortened(values: Values) -> Values:
    for group in groups(values):
        if group.length > _FEW_ROWS:
            values = take_rows(values, group, list(range(_FEW_ROWS)))
    return dict(values)


def _lengths(values: Values, constant: int) -> Iterator[tuple[str, Change]]:
    if not 1 <= constant <= MOST_ROWS:
        return
    for group in sorted(groups(values), key=lambda g: -g.length)[:_LONG_GROUPS]:
        if not group.length or size(values[group.names[0]]) is None:
            continue
        yield f"{group.text}: {constant} rows", _taken(group, constant, sort=True)
        yield (
            f"{group.text}: {constant + 1} rows, shuffled",
            _taken(group, constant + 1, sort=False),
        )


def _taken(group: Group, rows: int, *, sort: bool) -> Change:
    """So many rows, some of them more than once; side by side, where what is in order stays so."""

    def apply(values: Values, chance: random.Random) -> Values:
        at = [*range(min(rows, group.length))]
        at = at[: max(1, 2 * len(at) // 3)]
        at += chance.choices(at, k=rows - len(at))
        return take_rows(values, group, sorted(at) if sort else chance.sample(at, len(at)))

    return apply
