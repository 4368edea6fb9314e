"""Taking rows of anything that has rows, and ways to choose them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from ...core.kinds import is_array, is_frame, is_series
from .columns import RECORD_FIELDS, sortable


def size(value: Any) -> int | None:
    """Number of rows (leading length); None for what has none."""
    if is_frame(value) or is_series(value) or is_array(value):
        return len(value)
    if type(value) in (list, dict) or (type(value) is tuple and len(value) > RECORD_FIELDS):
        return len(value)
    if type(value) in (set, frozenset) and sortable(value):
        return len(value)
    return None


def take(value: Any, at: list[int], fresh_labels: bool = True) -> Any:
    """Return a new value with the rows at these positions, in this order.

    A square array or list of lists stays square. Where `fresh_labels`, a default index is
    numbered anew; any other index travels with its rows.
    """
    if is_frame(value) or is_series(value):
        taken = value.iloc[at]
        if fresh_labels and _default_index(value):
            return taken.reset_index(drop=True)
        return taken.copy()
    if is_array(value):
        return _take_array(value, at)
    if type(value) is list and _is_square(value):
        return [[value[i][j] for j in at] for i in at]
    if type(value) is dict:
        items = list(value.items())
        return dict(items[i] for i in at)
    if type(value) in (set, frozenset):
        if not sortable(value):
            return value
        elements = sorted(value)
        return type(value)(elements[i] for i in at)
    return type(value)(value[i] for i in at)


RowChoice = Callable[[int, random.Random], list[int]]


def _duplicated(rows: int, chance: random.Random) -> list[int]:
    return sorted([*range(rows), *chance.choices(range(rows), k=max(1, rows // 3))])


def _shuffled(rows: int, chance: random.Random) -> list[int]:
    return chance.sample(range(rows), rows)


def _spread(rows: int, chance: random.Random) -> list[int]:
    return sorted(chance.sample(range(rows), max(1, rows * 2 // 3)))


CHOICES: tuple[tuple[str, RowChoice], ...] = (
    ("empty", lambda rows, chance: []),
    ("one row", lambda rows, chance: [chance.randrange(rows)]),
    ("rows repeated", _duplicated),
    ("rows shuffled", _shuffled),
    ("fewer rows", _spread),
    ("rows reversed", lambda rows, chance: list(range(rows))[::-1]),
    ("two rows", lambda rows, chance: sorted(chance.choices(range(rows), k=2))),
    ("all rows alike", lambda rows, chance: [chance.randrange(rows)] * min(rows, 7)),
)
"""Ways to choose among at least one row; each is a labelled variant."""


def _default_index(value: Any) -> bool:
    import pandas as pd

    index = value.index
    return isinstance(index, pd.RangeIndex) and index.start == 0 and index.step == 1


def _take_array(value: Any, at: list[int]) -> Any:
    import numpy as np

    rows = np.asarray(at, dtype=np.intp)
    if value.ndim == 2 and value.shape[0] == value.shape[1] > 1:
        return value[np.ix_(rows, rows)]
    return value[rows]


def _is_square(value: list[Any]) -> bool:
    rows = len(value)
    return rows > 1 and all(type(row) is list and len(row) == rows for row in value)
