"""What a comparison will cost, said before most of it runs."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Protocol

from ...core import units
from ...core.ranges import Range

SLOWER = Range(1.1, 0.9, 1.6)
"""Time of a run under a recipe, in times of the dense one: choosing masks anew at every step is
little beside large layers, and much beside small ones."""


class Price(Protocol):
    """What time on this machine costs."""

    def __call__(self, seconds: Range) -> tuple[Range | None, str]:
        """US dollars, and where the price is from, or why there is none."""


@dataclasses.dataclass(frozen=True)
class Cost:
    """Of all runs together."""

    runs: int
    seconds: Range
    usd: Range | None = None
    priced: str = ""
    """Where the price is from, or why there is none."""

    @property
    def words(self) -> str:
        """`12 runs, about 3 h 20 min (2 h 40 min to 5 h)`."""
        s = self.seconds
        said = (
            f"{units.counted(self.runs, 'run')}, about {units.seconds(s.value)}"
            f" ({units.seconds(s.low)} to {units.seconds(s.high)})"
        )
        if self.usd is None:
            return said
        u = self.usd
        return f"{said}, {units.usd(u.value)} ({units.usd(u.low)} to {units.usd(u.high)})"


Confirm = Callable[[Cost], bool]
"""Asks whoever can answer."""


def cost(
    runs: int, dense_s: float, workers: int, price: Price | None, around_s: float = 0.0
) -> Cost:
    """Of `runs` trainings, the dense one among them, `workers` at once. `dense_s` is its cell's own
    time, `around_s` what a process takes beside: its start, imports, looking at weights."""
    rounds = math.ceil(max(0, runs - 1) / max(1, workers))
    ends = (SLOWER.value, SLOWER.low, SLOWER.high)
    seconds = Range(*(dense_s * (1 + rounds * end) + around_s * (1 + rounds) for end in ends))
    if price is None:
        return Cost(runs, seconds, None, "no price was asked for")
    usd, priced = price(seconds)
    return Cost(runs, seconds, usd, priced)


def too_much(found: Cost, ask_above_s: float, max_usd: float | None) -> str:
    """Why somebody must agree first; empty where nobody must. `max_usd` without a known price
    can't be kept, so it asks."""
    if max_usd is not None:
        if found.usd is None:
            return f"{found.words}; what that costs isn't known ({found.priced})"
        if found.usd.value > max_usd:
            return f"{found.words}, which is above {units.usd(max_usd)}"
    if found.seconds.value > ask_above_s:
        return f"{found.words}, which is above {units.seconds(ask_above_s)}"
    return ""
