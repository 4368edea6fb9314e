"""From what several readings saw to how often a call runs and how many tokens it takes."""

from __future__ import annotations

import math
import statistics

from ...core.ranges import Range

_Z80 = 1.28
_UNSEEN = 1.6


def of_one(read: Range, batched: float) -> Range:
    """Of one prompt, where a call hands in several."""
    return read.scaled(1 / batched) if batched > 1 else read


def times(weights: list[float], may_not: bool, batched: float, decided: float) -> Range:
    """How often over all readings, which differ where conditions or loops inside loops do."""
    mean = statistics.fmean(weights) * batched
    spread = 0.0
    if len(weights) > 1:
        spread = _Z80 * statistics.stdev(weights) * batched / math.sqrt(len(weights))
    low = 0.0 if may_not else max(0.0, mean - spread)
    # What none of n samples did may still be done by 1.6 in n (an 80% bound).
    unseen = _UNSEEN * decided * batched / len(weights) if mean == 0 else 0.0
    return Range(mean, min(low, mean), mean + spread + unseen)


def average(sizes: list[tuple[Range, float]]) -> Range:
    """Tokens a call, weighed by how often each sample stands for, with the error of sampling."""
    total = sum(weight for _, weight in sizes) or 1.0
    even = all(weight == 0 for _, weight in sizes)
    parts = [(size, 1.0 / len(sizes) if even else weight / total) for size, weight in sizes]

    def mean(end: str) -> float:
        return float(sum(getattr(size, end) * share for size, share in parts))

    value = mean("value")
    spread = 0.0
    if len(sizes) > 1:
        values = [size.value for size, _ in sizes]
        spread = _Z80 * statistics.stdev(values) / math.sqrt(len(values))
    return Range(value, max(0.0, min(value, mean("low") - spread)), mean("high") + spread)


def grown_by(read: Range, added: float, output: Range, rounds: float) -> Range:
    """Each call reads all before it: half of all rounds, on average."""
    before = max(0.0, rounds - 1) / 2
    return Range(
        read.value + before * (added + output.value),
        read.low + before * (added + output.low),
        read.high + before * (added + output.high),
    )
