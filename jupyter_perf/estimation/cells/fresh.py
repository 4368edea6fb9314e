"""What the full run pays for memory that its samples got for nothing (`measure.fresh_memory`)."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass

from ...core.ranges import Range
from ...measure import fresh_memory
from ..fit import Prediction

LEAST_BYTES = 200 << 20
"""Of growth beyond the samples' peak, from which on it is looked at."""
_UNKNOWN = Range(0.5, 0.0, 1.0)
"""Of that memory, that nobody used for a while, where it wasn't looked at."""
_DOUBT = 0.5
"""How far that share may be another one when the cell runs."""


@dataclass(frozen=True)
class Fresh:
    """What each further byte costs at its first touch, and how many of them cost that."""

    seconds_per_byte: float
    share: Range = _UNKNOWN


def looked_at(used: int, peak: int) -> Fresh:
    """As it is now, beyond the `used` bytes that samples have just given back, up to `peak`."""
    cost = fresh_memory.seconds_per_byte()
    share = fresh_memory.slow_share(used, peak, cost) if cost > 0 else None
    if share is None:
        return Fresh(cost)
    return Fresh(cost, Range(share, max(0.0, share - _DOUBT), min(1.0, share + _DOUBT)))


def further_bytes(peak: Range | None, seen: int | None) -> Range | None:
    """What the peak is to grow by beyond the largest sample's; None where it's little."""
    if peak is None or peak.value - (seen or 0) < LEAST_BYTES:
        return None
    low, value, high = (max(0.0, x - (seen or 0)) for x in (peak.low, peak.value, peak.high))
    return Range(value, low, high)


def dearer(seconds: Range, further: Range, fresh: Fresh) -> Range:
    """With what `further` bytes cost at their first touch."""
    cost, share = fresh.seconds_per_byte, fresh.share
    added = (
        cost * further.value * share.value,
        cost * further.low * share.low,
        cost * further.high * share.high,
    )
    return Range(seconds.value + added[0], seconds.low + added[1], seconds.high + added[2])


def with_fresh(
    time: Prediction, peak: Prediction, seen: int | None, look: Callable[[], Fresh]
) -> Prediction:
    """The prediction of a time and its curve with what fresh memory adds; `look` is called only
    where it matters."""
    further = further_bytes(peak.expected, seen)
    if time.expected is None or further is None:
        return time
    each = look()
    if each.seconds_per_byte <= 0:
        return time
    at_peak = [(_size(point.sizes), point.expected) for point in peak.curve]
    curve = tuple(
        dataclasses.replace(
            point, expected=_at(point.expected, _near(at_peak, point.sizes), seen, each)
        )
        for point in time.curve
    )
    return dataclasses.replace(time, expected=dearer(time.expected, further, each), curve=curve)


def _at(seconds: Range, peak: Range | None, seen: int | None, fresh: Fresh) -> Range:
    further = further_bytes(peak, seen)
    return seconds if further is None else dearer(seconds, further, fresh)


def _size(sizes: object) -> float:
    return math.prod(sizes.values()) if isinstance(sizes, dict) else 0.0


def _near(known: list[tuple[float, Range]], sizes: object) -> Range | None:
    """The peak at the size nearest by."""
    wanted = _size(sizes)
    if not known or wanted <= 0:
        return None
    return min(known, key=lambda pair: abs(math.log(max(pair[0], 1e-9) / wanted)))[1]
