"""How many steps a run has made, and how long they took."""

from __future__ import annotations

import statistics
import time

MOST_TIMES = 10_000


class Pace:
    """Told of each step."""

    def __init__(self) -> None:
        self.steps = 0
        """Of the optimizer that is the furthest."""
        self._times: list[float] = []
        self._last: float | None = None

    def tick(self, steps: int) -> None:
        """An optimizer has just made its step of this number."""
        self.steps = max(self.steps, steps)
        now = time.perf_counter()
        if self._last is not None and len(self._times) < MOST_TIMES:
            self._times.append(now - self._last)
        self._last = now

    def step_seconds(self) -> float | None:
        """The median; None before the second step."""
        return statistics.median(self._times) if self._times else None
