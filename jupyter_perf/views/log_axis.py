"""Places on a logarithmic axis, and where its ticks stand."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_LEAST, _MOST = 1e-300, 1e300
_STEPS = ((1, 1.5, *range(2, 10)), (1, 2, 3, 5), (1, 2, 5), (1, 3), (1,))
"""Multiples of a power of ten that get a tick, the most of them first."""
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0
_COARSE, _FINE = (
    {
        _MINUTE: (1, 2, 5, 10, 30),
        _HOUR: (1, 2, 5, 12),
        _DAY: (1, 2, 5, *(step * 10**k for k in range(1, 6) for step in (1, 2, 5))),
    },
    {
        _MINUTE: (1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45),
        _HOUR: (1, 1.5, 2, 3, 4, 6, 8, 12, 18),
        _DAY: (
            1,
            1.5,
            2,
            3,
            4,
            5,
            7,
            *(step * 10**k for k in range(1, 6) for step in (1, 2, 3, 5)),
        ),
    },
)
"""Steps that are round on a clock, by their unit in seconds."""


@dataclass(frozen=True)
class LogAxis:
    """From `low` to `high` (both above 0) onto `start` to `end` in a drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of `value`; what lies outside stands at the axis's end."""
        inside = min(max(value, self.low), self.high)
        share = math.log(inside / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 1)


def axis(values: Iterable[float], start: float, end: float, margin: float = 0.06) -> LogAxis | None:
    """One that holds all `values` that have a place on it; None where there are none.

    It spans a factor of 2 at least: what differs by a hair isn't to look far apart.
    """
    found = [value for value in values if _LEAST < value < _MOST]
    if not found:
        return None
    low, high = math.log(min(found)), math.log(max(found))
    missing = max(0.0, math.log(2) - (high - low)) / 2
    edge = (high - low + 2 * missing) * margin + missing
    return LogAxis(math.exp(low - edge), math.exp(high + edge), start, end)


def ticks(scale: LogAxis, most: int) -> list[float]:
    """At most `most` round numbers between the axis's ends, as many as there may be."""
    decades = range(_floor(scale.low), _floor(scale.high) + 1)
    inside: list[float] = []
    for steps in _STEPS:
        found = [step * 10.0**decade for decade in decades for step in steps]
        inside = [tick for tick in found if scale.low <= tick <= scale.high]
        if len(inside) <= most:
            return inside
    return _thinned(inside, most)


def time_ticks(scale: LogAxis, most: int) -> list[float]:
    """The same for seconds: beyond a minute, what is round on a clock."""
    if scale.high < 2 * _MINUTE:
        return ticks(scale, most)
    below = [step * 10.0**decade for decade in range(-9, 2) for step in (1, 3)]
    inside: list[float] = []
    for steps in (_FINE, _COARSE):
        rounds = [step * unit for unit, all_ in steps.items() for step in all_]
        found = [*(tick for tick in below if tick < _MINUTE), *rounds]
        inside = [tick for tick in found if scale.low <= tick <= scale.high]
        if len(inside) <= most:
            break
    return _thinned(inside, most) if len(inside) > 1 else ticks(scale, most)


def spaced(
    places: Iterable[tuple[float, str]], width_of: Callable[[str], float]
) -> list[tuple[float, str]]:
    """Labels at these places, without those that would touch the one before."""
    kept: list[tuple[float, str]] = []
    for place, label in sorted(places):
        if not kept or place - kept[-1][0] >= (width_of(label) + width_of(kept[-1][1])) / 2 + 6:
            kept.append((place, label))
    return kept


def _thinned(values: list[float], most: int) -> list[float]:
    step = max(1, math.ceil(len(values) / most))
    return values[::step]


def _floor(value: float) -> int:
    return math.floor(math.log10(value))
