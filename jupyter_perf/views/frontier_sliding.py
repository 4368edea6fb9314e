"""A frontier with another memory or global batch, read off its curves: what a slider asks for.

The same rules as `docs/messages.md` gives to front ends that have no kernel.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Sequence

from ..core.ranges import Range
from ..tradeoff.result import Point


@dataclasses.dataclass(frozen=True)
class Reached:
    """What a method reaches within a memory."""

    batch: int
    """Examples at once."""
    microbatches: int
    """Of `batch` examples, to one step of the optimizer."""
    peak_bytes: Range
    throughput: Range | None
    """Examples per second."""


def reached(
    points: Sequence[Point], memory: float, global_batch: int | None = None
) -> Reached | None:
    """The fastest batch whose upper end of the peak is within `memory` bytes; None where none is.

    With `global_batch`, as many examples make a step: in equal microbatches of at most the largest
    that fits, each of which counts as a step of its own.
    """
    known = [p for p in points if p.peak_bytes is not None and p.accumulate == 1]
    largest = _largest(known, memory)
    if largest is None:
        return None
    count = 1
    if global_batch is None:
        batch = _fastest(known, largest)
    else:
        count = math.ceil(global_batch / largest)
        batch = max(math.ceil(global_batch / count), known[0].batch)
    peak = _between(known, batch, "peak_bytes")
    assert peak is not None  # `known` are those that have one
    return Reached(batch, count, peak, _rate(known, batch))


def _largest(points: Sequence[Point], memory: float) -> int | None:
    """Whole number of examples, by a line between neighbours."""
    largest = None
    for before, after in itertools.pairwise([*points[:1], *points]):
        low, high = (_upper(each) for each in (before, after))
        if high <= memory:
            largest = after.batch
        elif low <= memory:
            share = (memory - low) / (high - low)
            return before.batch + math.floor(share * (after.batch - before.batch))
    return largest


def _upper(point: Point) -> float:
    assert point.peak_bytes is not None
    return point.peak_bytes.high


def _fastest(points: Sequence[Point], largest: int) -> int:
    """The largest of those of the highest rate: they differ by less than anybody knows."""
    batches = [*(p.batch for p in points if p.batch < largest), largest]
    rates = {batch: _rate(points, batch) for batch in batches}
    known = {batch: rate.value for batch, rate in rates.items() if rate is not None}
    return max(known, key=lambda batch: (known[batch], batch)) if known else largest


def _rate(points: Sequence[Point], batch: int) -> Range | None:
    seconds = _between(points, batch, "seconds")
    if seconds is None or seconds.low <= 0:
        return None
    return Range(batch / seconds.value, batch / seconds.high, batch / seconds.low)


def _between(points: Sequence[Point], batch: int, name: str) -> Range | None:
    """On the line between the two neighbours; None where one of them isn't known."""
    for before, after in itertools.pairwise([*points[:1], *points]):
        if before.batch <= batch <= after.batch:
            left, right = getattr(before, name), getattr(after, name)
            if left is None or right is None:
                return None
            span = after.batch - before.batch
            share = (batch - before.batch) / span if span else 0.0
            ends = (a + share * (b - a) for a, b in zip(_three(left), _three(right), strict=True))
            return Range(*ends)
    return None


def _three(value: Range) -> tuple[float, float, float]:
    return value.value, value.low, value.high
