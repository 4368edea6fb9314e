"""Unusual scalars, by kind: what an observed column is changed to, one aspect at a time."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .columns import Column
from .texts import accented, digits_beyond_ascii, recased, respelled, strange
from .times import odd_time

Pick = Callable[[Any, int, random.Random, Column], Any]


@dataclass(frozen=True)
class ElementChange:
    """Replaces some distinct values of a column (`share` of them, at least one)."""

    label: str
    pick: Pick
    share: float = 1.0
    by_value: bool = True
    """Equal scalars change alike, in linked columns too; otherwise single places change."""
    kept: str = ""
    """Containers where it makes no sense are those not named here; empty: everywhere."""


INT64 = (-(2**63), 2**63 - 1)
EXTREME_FLOATS = (1e308, -1e308, 5e-324, 1e-308, 2.0**53 + 2, 1e16, -0.0, 1e-17)


def _int_near(power: int) -> Pick:
    def pick(value: Any, at: int, chance: random.Random, column: Column) -> int:
        low, high = column.limits or (-(2**200), 2**200)
        edge: int = min(2**power, high)
        return max(low, edge - at if chance.random() < 0.5 else at - edge)

    return pick


def _limit(value: Any, at: int, chance: random.Random, column: Column) -> int:
    low, high = column.limits or INT64
    return (high, low, high - 1, low + 1)[at % 4]


def _negative(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    if column.limits and column.limits[0] == 0:
        return value
    return -abs(value) or value


def _constant(wanted: Any) -> Pick:
    return lambda value, at, chance, column: wanted


def _zero(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    return type(value)(0)


def _short_decimal(value: Any, at: int, chance: random.Random, column: Column) -> float:
    """Two decimals, as prices have: such numbers round up and down by their last bit."""
    sign = -1 if value < 0 else 1
    return sign * chance.randint(1, 1000) / chance.choice((10, 100))


def _half(value: Any, at: int, chance: random.Random, column: Column) -> float:
    return (-1 if value < 0 else 1) * (chance.randint(0, 30) + 0.5)


def _odd_time(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    return odd_time(value, at)


def _extreme_float(value: Any, at: int, chance: random.Random, column: Column) -> float:
    return chance.choice(EXTREME_FLOATS)


def _infinite(value: Any, at: int, chance: random.Random, column: Column) -> float:
    return math.inf if at % 2 == 0 else -math.inf


def _flipped(value: Any, at: int, chance: random.Random, column: Column) -> bool:
    return not value


NAN = ElementChange("NaN", _constant(math.nan), 0.2, by_value=False)
MISSING = ElementChange("missing values", _constant(None), 0.2, by_value=False)

CHANGES: dict[str, tuple[ElementChange, ...]] = {
    "float": (
        NAN,
        ElementChange("negative values", _negative, 0.5),
        ElementChange("zeros", _zero, 0.3),
        ElementChange("infinities", _infinite, 0.2, by_value=False),
        ElementChange("very small and large values", _extreme_float, 0.3, by_value=False),
        ElementChange("short decimals", _short_decimal, 0.6, by_value=False),
        ElementChange("halves", _half, 0.3, by_value=False),
        ElementChange("all NaN", _constant(math.nan), 1.0, by_value=False),
    ),
    "int": (
        ElementChange("integers near 2**62", _int_near(62), 0.3),
        ElementChange("negative values", _negative, 0.5),
        ElementChange("zeros", _zero, 0.3),
        ElementChange("limits of the integer type", _limit, 0.3),
        ElementChange("integers beyond 2**63", _int_near(70), 0.3, kept="list keys"),
        ElementChange("all zero", _zero),
    ),
    "str": (
        ElementChange("missing values", _constant(None), 0.2, by_value=False, kept="frame list"),
        ElementChange("empty strings", _constant(""), 0.3, by_value=False, kept="frame list array"),
        ElementChange("strange text", strange, 0.5),
        ElementChange("other spellings", respelled, 0.5),
        ElementChange("other case and blanks", recased, 0.5),
        ElementChange("letters beyond ASCII", accented),
        ElementChange("digits beyond ASCII", digits_beyond_ascii, 0.5),
    ),
    "bool": (
        ElementChange("all true", _constant(True)),
        ElementChange("all false", _constant(False)),
        ElementChange("some flipped", _flipped, 0.3, by_value=False),
    ),
    "complex": (ElementChange("zeros", _zero, 0.3),),
    "time": (
        ElementChange("ends of days and months", _odd_time, 0.7, by_value=False),
        ElementChange("missing times", _constant(None), 0.2, False, kept="frame"),
    ),
    "category": (MISSING,),
    "object": (MISSING,),
}
SCALAR_CHANGES: dict[str, tuple[ElementChange, ...]] = {
    "int": (
        ElementChange("0", _constant(0)),
        ElementChange("1", _constant(1)),
        ElementChange("one more", lambda value, at, chance, column: value + 1),
        ElementChange("negative", _negative),
        ElementChange("larger", lambda value, at, chance, column: 13 * value + 5),
    ),
    "float": (
        ElementChange("0.0", _constant(0.0)),
        ElementChange("negative", _negative),
        ElementChange("twice", lambda value, at, chance, column: value * 2),
        ElementChange("NaN", _constant(math.nan)),
    ),
    "str": (
        ElementChange("empty", _constant("")),
        ElementChange("strange text", strange),
    ),
    "bool": (ElementChange("flipped", _flipped),),
}
"""A single number is more often a size or a threshold than data: near values only."""


def changes_for(column: Column) -> tuple[ElementChange, ...]:
    """The changes that make sense for a column."""
    if column.container == "scalar":
        return SCALAR_CHANGES.get(column.kind, ())
    return tuple(
        change
        for change in CHANGES.get(column.kind, ())
        if not change.kept or column.container in change.kept.split()
    )


def places(count: int, share: float, chance: random.Random) -> list[int]:
    """Choose a share of `count` places, at least one, in order."""
    wanted = min(count, max(1, round(count * share)))
    return sorted(chance.sample(range(count), wanted))


def distinct(scalars: list[Any]) -> list[Any]:
    """The distinct scalars in order of first appearance, NaN and None left out.

    Empty where one of them can't be hashed or compared: such values are no keys.
    """
    try:
        return list(dict.fromkeys(x for x in scalars if x is not None and x == x))
    except (TypeError, ValueError):
        return []


def mapping(
    scalars: list[Any], change: ElementChange, chance: random.Random, column: Column
) -> dict[Any, Any]:
    """Map the chosen distinct values of `scalars` to their replacements."""
    values = distinct(scalars)
    chosen = places(len(values), change.share, chance)
    return {
        values[where]: change.pick(values[where], at, chance, column)
        for at, where in enumerate(chosen)
    }


def ties(scalars: list[Any], chance: random.Random) -> dict[Any, Any]:
    """Map all distinct values to few of them."""
    values = distinct(scalars)
    kept = chance.sample(values, min(len(values), 3))
    return {value: kept[at % len(kept)] for at, value in enumerate(values)}
