"""Other data of the user's own size: the same rows in another order, and rows drawn again.

For what a small sample doesn't show: sums of many floats, whose last digits hang on the order of
the additions, and which rounding then makes visible in what is printed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from .base import Values, randomness
from .rows import size, take

LEAST_ROWS = 50
"""Shorter values, tables of names and the like, stay as they are."""
LABELS = ("rows in another order", "rows drawn again", "rows drawn once more")


def redrawn(values: Mapping[str, object], number: int, seed: int) -> tuple[Values, str]:
    """Input `number` of `LABELS`; values of equal length are taken apart alike."""
    chance = randomness(seed, "redrawn", number)
    orders: dict[int, list[int]] = {}
    made: dict[int, object] = {}
    for value in values.values():
        rows = size(value)
        if rows is None or rows < LEAST_ROWS or id(value) in made:
            continue
        if rows not in orders:
            orders[rows] = _order(rows, number, chance)
        # Keys and members stay apart from each other.
        at = (
            sorted(set(orders[rows])) if isinstance(value, dict | set | frozenset) else orders[rows]
        )
        made[id(value)] = take(value, at)
    return {name: made.get(id(value), value) for name, value in values.items()}, LABELS[number]


def _order(rows: int, number: int, chance: random.Random) -> list[int]:
    if number == 0:
        return chance.sample(range(rows), rows)
    return chance.choices(range(rows), k=rows)
