"""Kernels of pandas: grouping, sorting, joining."""

from __future__ import annotations

from typing import Any

from ._probe import Made, Room, probe

_ROWS = 120_000


@probe("groupby", "operations")
def groupby(_room: Room) -> Made:
    """Rows grouped by a key, with the mean and the sum of each group."""
    frame = _frame()
    return Made(lambda: frame.groupby("key")["value"].agg(["mean", "sum"]), _ROWS)


@probe("sort", "operations")
def sort(_room: Room) -> Made:
    """A table sorted by a column of floats."""
    frame = _frame()
    return Made(lambda: frame.sort_values("value"), _ROWS)


@probe("join", "operations")
def join(_room: Room) -> Made:
    """Two tables joined on a key, by hashing."""
    import pandas as pd

    left = _frame()
    right = pd.DataFrame({"key": range(5_000), "name": range(5_000)})
    return Made(lambda: left.merge(right, on="key"), _ROWS)


def _frame() -> Any:
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(0)
    return pd.DataFrame({"key": random.integers(0, 5_000, _ROWS), "value": random.random(_ROWS)})
