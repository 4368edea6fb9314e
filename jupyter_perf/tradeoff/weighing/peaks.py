"""Peaks between the batch sizes that were traced."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..search.climbing import MOST

if TYPE_CHECKING:
    from ..trace.result import Trace

_MARGIN = 1.01
"""For the curve between and beyond traces: what is read off a line needs a little more room."""


class Peaks:
    """Of one method: exact where it was traced, and else on the line between neighbours.

    Peaks are the largest of several lines, so that a line between two of them is never below."""

    def __init__(self, traces: Mapping[int, Trace]) -> None:
        self.traces = dict(sorted(traces.items()))
        self.sizes = list(self.traces)

    @property
    def least(self) -> int:
        """The smallest batch that could be traced."""
        return self.sizes[0]

    def at(self, batch: int, value: Callable[[Trace], float]) -> float:
        """Any figure of a trace, at this batch."""
        known = self.traces.get(batch)
        if known is not None:
            return value(known)
        left, right = self._around(batch)
        low, high = value(self.traces[left]), value(self.traces[right])
        if left == right:
            return low
        return low + (high - low) * (batch - left) / (right - left)

    def bytes(self, batch: int, field: str = "peak_bytes") -> float:
        """`peak_bytes` or `rounded_peak_bytes`."""
        return self.at(batch, lambda found: float(getattr(found, field)))

    def breakdown(self, batch: int) -> dict[str, float]:
        """The peak's parts, which add up to it."""
        left, right = (batch, batch) if batch in self.traces else self._around(batch)
        kinds = {**self.traces[left].breakdown, **self.traces[right].breakdown}

        def part(kind: str) -> Callable[[Trace], float]:
            return lambda found: float(found.breakdown.get(kind, 0))

        return {kind: max(0.0, self.at(batch, part(kind))) for kind in kinds}

    def evaluation(self, batch: int) -> float | None:
        """The peak of an evaluation; None where none was traced."""
        seen = {b: t for b, t in self.traces.items() if t.evaluation_bytes is not None}
        if not seen:
            return None
        known = self if len(seen) == len(self.traces) else Peaks(seen)
        return known.at(batch, lambda found: float(found.evaluation_bytes or 0))

    def fitting(self, room: float, field: str) -> tuple[int, bool]:
        """The largest batch within `room` bytes of tensors, 0 where none is; and whether both it
        and the next one were traced. Otherwise it lies on the line through the nearest traces."""
        line = self.most_within(room, field)
        ends = line + 1 in self.traces or line >= MOST
        if line == 0 or (line in self.traces and ends):
            return line, True
        within = [each for each in self.sizes if each <= line and self.bytes(each, field) <= room]
        # What was traced needs no margin.
        return max(self.most_within(room / _MARGIN, field), *within), False

    def most_within(self, room: float, field: str = "peak_bytes") -> int:
        """The largest batch whose peak is within `room`, by the lines between traces."""
        if self.bytes(self.least, field) > room:
            return 0
        last = self.sizes[-1]
        if len(self.sizes) == 1:
            return last
        low, high = self.least, max(last, MOST)
        while low < high:
            middle = (low + high + 1) // 2
            if self.bytes(middle, field) <= room:
                low = middle
            else:
                high = middle - 1
        return low

    def _around(self, batch: int) -> tuple[int, int]:
        """Two traced sizes for a line: neighbours, or the last two at an end."""
        if len(self.sizes) == 1:
            return self.sizes[0], self.sizes[0]
        at = min(max(bisect.bisect_left(self.sizes, batch), 1), len(self.sizes) - 1)
        return self.sizes[at - 1], self.sizes[at]
