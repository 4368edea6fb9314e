"""From timings of kernels to ranges: the time on an idle machine, and whether this one was."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...core import units
from ...core.measured import Probed
from ...core.ranges import Range

FLOOR = 0.03
"""Relative: what best times differ by from one minute to the next on an idle machine."""
BUSY_SHARE = 0.2
"""Of the processor, taken by others: beyond it, times are said to be disturbed."""
WAITED = 1.08
"""Wall over CPU time of a kernel of one thread: beyond it, it didn't get the processor it needs."""
ALONE = ("interpreter", "objects", "strings", "python-sort", "math")
"""Kernels that never wait for anything but the processor."""


@dataclass
class Timings:
    """Of one kernel, as they come in."""

    amount: float
    unit: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    elsewhere: bool = False
    """Whether the work is another process's, of whose CPU time nothing is known."""

    @property
    def undisturbed(self) -> list[float]:
        """Seconds of each run without its waits for a processor: the CPU time where that is less,
        as it is for one thread; the wall time of several threads at work."""
        if self.elsewhere or len(self.cpu) != len(self.wall):
            return self.wall
        return [
            min(wall, cpu) if cpu > 0 else wall
            for wall, cpu in zip(self.wall, self.cpu, strict=True)
        ]


def probed(timings: Timings, wider: float = 1.0) -> Probed:
    """The lower quarter's median stands for an idle machine: what others do only adds to a time.

    The range is from a little below the best to the upper quarter; `wider` is a factor on both
    ends, for a machine that wasn't idle.
    """
    ordered = sorted(timings.undisturbed)
    best = ordered[0]
    value = statistics.median(ordered[: max(1, (len(ordered) + 3) // 4)])
    upper = ordered[min(len(ordered) - 1, (3 * len(ordered)) // 4)]
    low = min(best, value * (1 - FLOOR)) / wider
    high = max(upper, value * (1 + FLOOR)) * wider
    samples = tuple(float(f"{each:.4g}") for each in timings.undisturbed)
    return Probed(Range(value, low, high), timings.amount, timings.unit, samples)


def waited(found: dict[str, Timings]) -> float:
    """Wall over CPU time of the kernels that need just a processor: 1 where they had it."""
    ratios = [
        sum(found[name].wall) / max(sum(found[name].cpu), 1e-9)
        for name in ALONE
        if name in found and found[name].cpu
    ]
    return statistics.median(ratios) if ratios else 1.0


def why_busy(others: float, wait: float, had_lock: bool, short: int = 0) -> str:
    """In words, what disturbed timings, empty where nothing did; `short` kernels had no time."""
    reasons: Sequence[tuple[bool, str]] = (
        (not had_lock, "another kernel was timing at the same time"),
        (others > BUSY_SHARE, f"other processes took {others:.0%} of the processor"),
        (wait > WAITED, f"{1 - 1 / wait:.0%} of the time was spent waiting for a processor"),
        (short > 0, f"{units.counted(short, 'kernel')} had no time left"),
    )
    return "; ".join(said for holds, said in reasons if holds)


def widening(others: float, wait: float, busy: str) -> float:
    """By which factor ends are moved apart: what others took may come back, or be taken again."""
    return max(1.1, 1.0 + others, wait) if busy else 1.0
