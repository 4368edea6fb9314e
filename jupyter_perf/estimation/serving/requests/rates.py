"""How many requests come, on average, in the busiest hour, and over the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ....core.units import counted

HOUR = 3600.0
_DAY = 24
SEEN = HOUR / 2
"""Of an hour must be in the log, for its rate to be one."""


@dataclass(frozen=True)
class Rates:
    """Requests a second."""

    mean: float
    peak: float
    """Of the busiest hour of the clock in the log; `mean` where the log is shorter."""
    hourly: np.ndarray | None
    """(24,) By the hour of the day, from midnight on, averaged over days; None where the log
    doesn't reach around the clock."""
    count: int
    """Requests with a time."""
    span_s: float
    """From the first to the last."""
    notes: tuple[str, ...] = ()


def rates(
    seconds: np.ndarray, weight: np.ndarray | None = None, *, dated: bool = True
) -> Rates | None:
    """Of requests at `seconds` (n,), in any order, each `weight` (n,) ones; None where fewer than
    two times are there.

    `dated`: since 1970, so that hours are those of the clock; otherwise they count from 0.
    """
    good = np.isfinite(seconds)
    known, weights = seconds[good], None if weight is None else weight[good]
    notes: tuple[str, ...] = ()
    if missing := len(seconds) - len(known):
        notes += (f"{counted(missing, 'row')} without a time left out of the rate",)
    if not len(known):
        return None
    first, last = float(known.min()), float(known.max())
    if not last > first:
        return None
    if weights is not None:
        # Rows that stand for several requests say when these begin to come.
        last += float(np.median(np.diff(np.unique(known))))
    start = np.floor(first / HOUR)
    hours = int(last / HOUR - start) + 1
    count = np.bincount(((known / HOUR) - start).astype(np.int64), weights, hours)
    covered = _covered(first / HOUR - start, last / HOUR - start, len(count)) * HOUR
    total = float(count.sum())
    # n requests have n − 1 times between them.
    mean = (total - (weights is None)) / (last - first)
    whole = covered >= SEEN
    peak = float((count[whole] / covered[whole]).max()) if whole.any() else mean
    if not dated:
        notes += ("times count from the start of the log: hours are not those of the clock",)
    hourly = _hourly(count, covered, int(start))
    return Rates(mean, max(peak, mean), hourly, round(total), last - first, notes)


def _covered(first: float, last: float, hours: int) -> np.ndarray:
    """Share of each hour that lies between `first` and `last`, in hours."""
    begins = np.arange(hours, dtype=float)
    found: np.ndarray = np.minimum(begins + 1, last) - np.maximum(begins, first)
    return found.clip(0.0, 1.0)


def _hourly(count: np.ndarray, covered: np.ndarray, start: int) -> np.ndarray | None:
    hour = (start + np.arange(len(count))) % _DAY
    seen = np.bincount(hour, covered, _DAY)
    if not (seen >= SEEN).all():
        return None
    found: np.ndarray = np.bincount(hour, count, _DAY) / seen
    return found
