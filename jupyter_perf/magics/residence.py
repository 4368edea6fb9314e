"""How much memory this process takes at the most while a cell runs, over what it took before."""

from __future__ import annotations

import os
import time
from pathlib import Path

_STATUS = Path("/proc/self/status")
_STATM = Path("/proc/self/statm")
_LONGEST_GAP_SECONDS = 0.5
_LEAST_BYTES = 4 << 20
"""A kernel's own housekeeping moves that much: less than this says nothing of the cell."""


class PeakMemory:
    """Looks now and then, and asks the system for its own high-water mark.

    The mark is exact where this run raised it. Where an earlier cell went higher, only looks are
    left, and they are not taken for a peak where something kept this thread from looking.
    """

    def __init__(self) -> None:
        self._start = 0
        self._highest = 0
        self._mark: int | None = None
        self._last = 0.0
        self._gap = 0.0

    def begin(self) -> None:
        """Take what is used now as the level that growth is counted from."""
        self._start = self._highest = resident_bytes()
        self._mark = high_water_bytes()
        self._last = time.monotonic()

    def look(self) -> None:
        """From any thread, as often as it costs nothing."""
        now = time.monotonic()
        self._gap = max(self._gap, now - self._last)
        self._last = now
        self._highest = max(self._highest, resident_bytes())

    def end(self) -> float | None:
        """Bytes over the start at the highest point; None where that isn't known, or so little
        that it can't be told from what the kernel does by itself."""
        grown = self._grown()
        return None if grown is None or grown < _LEAST_BYTES else grown

    def _grown(self) -> float | None:
        self.look()
        mark = high_water_bytes()
        if mark is not None and self._mark is not None and mark > self._mark:
            return float(max(0, mark - self._start))
        if not self._start or self._gap > _LONGEST_GAP_SECONDS:
            return None
        return float(max(0, self._highest - self._start))


def resident_bytes() -> int:
    """Memory of this process that is in RAM now; 0 where that can't be read."""
    try:
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        import psutil

        return int(psutil.Process().memory_info().rss)


def high_water_bytes() -> int | None:
    """The most that this process ever had in RAM; None where the system doesn't tell."""
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return None
    found = next((line for line in lines if line.startswith("VmHWM:")), "")
    words = found.split()
    return int(words[1]) * 1024 if len(words) == 3 else None
