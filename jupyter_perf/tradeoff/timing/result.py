"""What timing tells, as plain data."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Sequence

from ...core.ranges import Range

WHYS = ("memory", "failed", "crashed", "time", "stopped", "unfit")
_SMALLEST_SHARE = 0.005
"""Of a step's time: what a clock and a processor's frequency leave open even where all agree."""


@dataclasses.dataclass(frozen=True)
class Timed:
    """Steps of one method at one batch size; two or more of them, in several turns."""

    methods: str
    batch: int
    wall_s: tuple[float, ...]
    """Of each step: forward, loss, backward, update."""
    cpu_s: tuple[float, ...]
    """The same, of the processors, all threads together."""
    update_s: tuple[float, ...]
    """Wall seconds of these, of the optimizer's step; 0 where it is a part of the backward pass."""
    threads: int = 1
    ledger_bytes: int | None = None
    """The peak of a real ledger of all tensors, where one was kept: to check the trace with."""

    @property
    def seconds(self) -> Range:
        """Of one step on this machine without load.

        A thread alone is billed what it works, whoever else there is; of several threads the
        fastest steps are those that had all their processors. The interval is what the median of
        so many steps leaves open (80%).
        """
        return _usual(self._kept())

    @property
    def update_seconds(self) -> float:
        """Of the optimizer's step in it."""
        whole = statistics.median(self.wall_s)
        share = statistics.median(self.update_s) / whole if whole else 0.0
        return share * self.seconds.value

    @property
    def noise(self) -> float:
        """Half the interval, as a share of the value."""
        found = self.seconds
        return (found.high - found.low) / 2 / found.value

    def _kept(self) -> list[float]:
        if self.threads == 1:
            return sorted(self.cpu_s)
        found = sorted(self.wall_s)
        return found[: max(2, (len(found) + 1) // 2)]


def _usual(sorted_s: Sequence[float]) -> Range:
    value = statistics.median(sorted_s)
    away = [abs(each - value) for each in sorted_s]
    # 1.4826 times the median deviation estimates the standard deviation, and the
    # median's own error is 1.2533 of that over the root of n.
    error = 1.2816 * 1.2533 * 1.4826 * statistics.median(away) / len(sorted_s) ** 0.5
    error = max(error, _SMALLEST_SHARE * value)
    return Range(value, max(0.0, value - error), value + error)


@dataclasses.dataclass(frozen=True)
class Untimed:
    """Why there is no time, in the user's words."""

    methods: str
    batch: int | None
    why: str
    """One of WHYS."""
    reason: str
