"""Places on an axis with equal steps, and where its round numbers stand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_TICKS = 5
_STEPS = (1, 2, 2.5, 5, 10)
_LARGEST = 1e300


@dataclass(frozen=True)
class PlainAxis:
    """From `low` to `high` onto `start` to `end` in a drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of `value`; what lies outside stands at the axis's end."""
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def step(self) -> float:
        """Between two ticks."""
        rough = (self.high - self.low) / _MOST_TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))

    @property
    def ticks(self) -> list[float]:
        """Round numbers between its ends, in ascending order."""
        step = self.step
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [float(f"{at * step:.12g}") for at in range(first, last + 1)]

    def label(self, tick: float) -> str:
        """With as many digits as neighbours need to differ."""
        if max(abs(self.low), abs(self.high)) >= 1e6 or self.step < 1e-6:
            return f"{tick:.3g}"
        digits = max(0, -math.floor(math.log10(self.step) + 1e-9))
        if self.step / 10.0**-digits % 1 > 1e-6:  # a step of 2.5
            digits += 1
        return f"{tick:.{digits}f}"


def axis(
    values: Iterable[float], start: float, end: float, margin: float = 0.06
) -> PlainAxis | None:
    """One that holds all `values` that are numbers; None where there are none."""
    found = [value for value in values if abs(value) < _LARGEST]
    if not found:
        return None
    low, high = min(found), max(found)
    air = (high - low) * margin or max(abs(high) * 0.01, 1e-9)
    return PlainAxis(low - air, high + air, start, end)
