"""What values a column of the table can take in a proposal."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import UsageError
from .column import Column, key_of, plain
from .constraints import Rules

if TYPE_CHECKING:
    import pandas as pd

MOST_LEVELS = 16
"""Numbers of no more kinds, each logged several times, are choices rather than a range."""
MOST_CATEGORIES = 50
_TIMES = 3
_WHOLE = 2.0**53
"""Beyond, not every whole number is a float."""
_WIDE, _LOW = 50.0, 0.2
"""A column is looked at by its logarithm where its largest value is so many times the smallest, and
its middle one lies so low between them, as a share: a factor of two is a step then."""


@dataclass(frozen=True)
class Left:
    """A column that is left out."""

    why: str


def column_of(given: pd.Series[Any], rules: Rules, notes: list[str]) -> Column | Left:
    """The column, within what `rules` allow of it. Raises UsageError where that is nothing."""
    name = str(given.name)
    known = given.dropna()
    if given.dtype.kind in "mMc":
        return Left(f"{name} is left out: {given.dtype} can't be proposed")
    if not len(known):
        return Left(f"{name} is left out: it is empty in every row")
    values = _distinct(name, known)
    numeric = all(isinstance(each, int | float | np.number) for each in values)
    flags = all(isinstance(each, bool | np.bool_) for each in values)
    if len(values) == 1 and name not in rules.among:
        return _constant(name, values, rules, notes)
    if flags:
        return _of_levels(name, "boolean", [False, True], rules, notes)
    if numeric and not any(isinstance(each, bool | np.bool_) for each in values):
        return _of_numbers(name, known, sorted({plain(each) for each in values}), rules, notes)
    if len({type(each) for each in values}) > 1:
        notes.append(f"{name} holds values of several types: each is a category of its own")
    if len(values) > max(MOST_CATEGORIES, len(known) // 2) or len(values) == len(known):
        return Left(f"{name} is left out: {len(values):,} different texts, as a name has")
    # By their texts: members of an enumeration, say, have no order of their own.
    levels = sorted(map(plain, values), key=lambda each: (str(type(each)), str(each)))
    return _of_levels(name, "category", levels, rules, notes)


def _distinct(name: str, known: pd.Series[Any]) -> list[Any]:
    if known.dtype.kind in "iuf":
        numbers: list[Any] = np.unique(known.to_numpy()).tolist()
        return numbers
    try:
        # `unique` takes 1 and True for one.
        every = known if known.dtype.kind == "O" else known.unique()
        return list({key_of(each): each for each in every}.values())
    except TypeError:
        raise UsageError(f"{name} holds what can't be compared, such as lists") from None


def _constant(name: str, values: list[Any], rules: Rules, notes: list[str]) -> Column:
    import pandas as pd

    value = plain(values[0])
    alone = Rules(
        {name: rules.bounds[name]} if name in rules.bounds else {},
        {},
        {name: rules.tests[name]} if name in rules.tests else {},
    )
    if not alone.allows(pd.DataFrame({name: [value]}))[0]:
        raise UsageError(f"{name} is {value!r} in every row, which its constraint forbids")
    notes.append(f"{name} is {value!r} in every row, and stays so")
    return Column(name, "constant", levels=(value,), allowed=(0.0,))


def _of_levels(name: str, kind: str, levels: list[Any], rules: Rules, notes: list[str]) -> Column:
    if name in rules.bounds:
        raise UsageError(f"{name} holds {kind} values: constrain it by a set of them")
    wanted = {key_of(plain(each)): each for each in rules.among.get(name, levels)}
    allowed = tuple(float(at) for at, each in enumerate(levels) if key_of(each) in wanted)
    unseen = sorted(str(wanted[key]) for key in wanted.keys() - set(map(key_of, levels)))
    if unseen:
        notes.append(f"{name}: {', '.join(unseen)} never logged, so not proposed")
    if not allowed:
        raise UsageError(f"no value of {name} that was logged is in its constraint")
    return Column(name, kind, levels=tuple(levels), allowed=allowed)


def _of_numbers(
    name: str, known: pd.Series[Any], values: list[float], rules: Rules, notes: list[str]
) -> Column:
    finite = [each for each in values if math.isfinite(each)]
    if not finite:
        raise UsageError(f"{name} holds no finite number")
    whole = known.dtype.kind in "iu"
    integral = all(abs(each) < _WHOLE and float(each).is_integer() for each in finite)
    low, high = finite[0], finite[-1]
    bounds = rules.bounds.get(name, (-math.inf, math.inf))
    if name in rules.among:
        return _of_set(name, finite, rules.among[name], whole)
    several = len(known) >= _TIMES * len(finite)
    contiguous = integral and high - low + 1 == len(finite)
    if len(finite) <= MOST_LEVELS and several and not contiguous:
        allowed = tuple(
            float(at) for at, each in enumerate(finite) if bounds[0] <= each <= bounds[1]
        )
        if not allowed:
            raise UsageError(f"no value of {name} that was logged is in its constraint")
        return Column(name, "levels", low, high, tuple(finite), allowed, whole, _doubles(finite))
    ends = max(low, bounds[0]), min(high, bounds[1])
    if integral:
        ends = float(math.ceil(ends[0])), float(math.floor(ends[1]))
    if ends[0] > ends[1]:
        raise UsageError(f"{name} was logged from {low:g} to {high:g}, outside of its constraint")
    if any(math.isfinite(each) for each in bounds) and (bounds[0] < low or high < bounds[1]):
        notes.append(f"{name} stays within what was logged, {low:g} to {high:g}")
    middle = float(np.median([float(each) for each in known if math.isfinite(each)]))
    by_factors = low > 0 and high >= _WIDE * low and middle < low + _LOW * (high - low)
    kind = "integer" if integral else "float"
    return Column(name, kind, low, high, (), ends, whole, by_factors)


def _of_set(name: str, logged: list[float], given: tuple[Any, ...], whole: bool) -> Column:
    """Values that a user names are tried even where none of them was logged."""
    try:
        wanted = {float(each) for each in given}
    except (TypeError, ValueError):
        raise UsageError(f"{name} holds numbers, its constraint doesn't: {given!r}") from None
    if not all(math.isfinite(each) for each in wanted):
        raise UsageError(f"the constraint of {name} holds numbers that aren't finite")
    levels = sorted({*map(float, logged), *wanted})
    if whole and all(each.is_integer() for each in levels):
        values: tuple[Any, ...] = tuple(int(each) for each in levels)
    else:
        values = tuple(levels)
    allowed = tuple(float(at) for at, each in enumerate(levels) if each in wanted)
    # Features are scaled by what was logged.
    low, high = float(logged[0]), float(logged[-1])
    return Column(name, "levels", low, high, values, allowed, whole, _doubles(levels))


def _doubles(levels: list[float]) -> bool:
    """Whether levels grow by factors, as 16, 32, 64 do."""
    if len(levels) < 3 or levels[0] <= 0:
        return False
    factors = [after / before for before, after in itertools.pairwise(levels)]
    steps = [after - before for before, after in itertools.pairwise(levels)]
    return max(factors) / min(factors) < max(steps) / min(steps)
