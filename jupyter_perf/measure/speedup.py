"""What paired timings say about a ratio: intervals that stay honest with few pairs.

A pair is one run of the original and one of the candidate, side by side; its log ratio cancels
what both suffered. The interval is that of the *median* log ratio, so that a burst in one run
moves it little. A bootstrap alone is too narrow with few pairs (with six, its 0.5% quantile is
almost always the smallest value), so the wider of two intervals counts: the bootstrap's, and
the one between order statistics (the inverted sign test, exact for every distribution). Below
eight pairs no order statistic reaches 99%, and Student's interval of the mean takes its place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

CONFIDENCE = 0.99
"""Of the interval shown with every ratio (two-sided)."""
RESAMPLES = 4000
WIDEST = 1e6
"""Ends of an interval are kept within 1/WIDEST..WIDEST: "nothing is known yet", but finite."""
STUDENT_99 = {1: 63.657, 2: 9.925, 3: 5.841, 4: 4.604, 5: 4.032, 6: 3.707}
"""Two-sided 99% quantiles of Student's t by degrees of freedom, where they are needed."""
SHORTEST_SECONDS = 1e-7
"""Clock readings are raised to this, so that a log exists."""


def log_ratios(originals: Sequence[float], candidates: Sequence[float]) -> np.ndarray:
    """Return ln(original / candidate) for each pair of seconds; shape (pairs,)."""
    import numpy as np

    tops = np.maximum(np.asarray(originals, dtype=float), SHORTEST_SECONDS)
    bottoms = np.maximum(np.asarray(candidates, dtype=float), SHORTEST_SECONDS)
    logs: np.ndarray = np.log(tops) - np.log(bottoms)
    return logs


def median_ratio(logs: np.ndarray) -> float:
    """Return the ratio at the median of log ratios; 1.0 for none."""
    import numpy as np

    return float(np.exp(np.median(logs))) if len(logs) else 1.0


def interval(logs: np.ndarray, seed: int = 0) -> tuple[float, float]:
    """Return the 99% interval of the median ratio: the wider of two methods at each end."""
    if len(logs) < 2:
        return 1 / WIDEST, WIDEST
    low, high = _order_statistics(logs)
    boot_low, boot_high = _bootstrap(logs, seed)
    return _ratio(min(low, boot_low)), _ratio(max(high, boot_high))


def sign_chance(logs: np.ndarray) -> float:
    """Return how likely so many log ratios above 0 are if the two sides are equally fast."""
    wins, pairs = int((logs > 0).sum()), len(logs)
    return sum(math.comb(pairs, k) for k in range(wins, pairs + 1)) / float(2**pairs)


def separation_chance(originals: Sequence[float], candidates: Sequence[float]) -> float:
    """Return how likely it is that *every* original exceeds *every* candidate by chance alone.

    1.0 where they overlap.
    """
    if not originals or min(originals) <= max(candidates):
        return 1.0
    return 1 / math.comb(len(originals) + len(candidates), len(originals))


def _bootstrap(logs: np.ndarray, seed: int) -> tuple[float, float]:
    import numpy as np

    random = np.random.default_rng([seed, len(logs)])
    picks = random.integers(0, len(logs), size=(RESAMPLES, len(logs)))
    medians = np.median(logs[picks], axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(medians, [tail, 1 - tail])
    return float(low), float(high)


def _order_statistics(logs: np.ndarray) -> tuple[float, float]:
    ordered = sorted(float(x) for x in logs)
    below = _values_to_drop(len(ordered))
    if below is not None:
        return ordered[below], ordered[-1 - below]
    low, high = _student(ordered)
    return min(low, ordered[0]), max(high, ordered[-1])


def _values_to_drop(pairs: int) -> int | None:
    """How many values may lie beyond each end; None where even the outermost are too narrow."""
    tail, dropped = 0.0, None
    for k in range(pairs // 2):
        tail += math.comb(pairs, k) / 2**pairs
        if tail > (1 - CONFIDENCE) / 2:
            break
        dropped = k
    return dropped


def _student(logs: Sequence[float]) -> tuple[float, float]:
    pairs = len(logs)
    mean = sum(logs) / pairs
    variance = sum((x - mean) ** 2 for x in logs) / (pairs - 1)
    half = STUDENT_99[pairs - 1] * math.sqrt(variance / pairs)
    return mean - half, mean + half


def _ratio(log: float) -> float:
    return math.exp(min(max(log, -math.log(WIDEST)), math.log(WIDEST)))
