"""A number with its 80% interval: no prediction is shown without one."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    """`value` with an 80% interval `low..high`, in the unit that the field's name gives."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if any(math.isnan(x) for x in (self.value, self.low, self.high)):
            raise ValueError(f"a range holds numbers, not NaN: {self}")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"a range needs low <= value <= high: {self}")

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high

    def scaled(self, factor: float) -> Range:
        """The same range in another unit; `factor` is positive."""
        return Range(self.value * factor, self.low * factor, self.high * factor)
