"""How long a step takes: fitted to steps that were timed here, or by the roofline elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from ...core.ranges import Range
from ...errors import UsageError
from ..fit import Fit, fit
from ..timing import Timed

if TYPE_CHECKING:
    from ..trace.result import Trace
    from .gathering import StepSeconds

LEAST_SIZES = 2


class StepTimes(Protocol):
    """Of one method on one target."""

    def seconds(self, batch: int, accumulate: int) -> Range:
        """Of a step over `batch` examples, with its share of the optimizer's step."""

    def source(self, batch: int) -> str:
        """One of `result.SOURCES`."""


class Measured:
    """By steps that were done here; PAPAYA's law between and beyond them."""

    def __init__(self, timed: Sequence[Timed]) -> None:
        """Raises UsageError where there are too few sizes to say anything about others."""
        if len(timed) < LEAST_SIZES:
            raise UsageError("too few batch sizes were timed here in the time that there was")
        self.timed = {each.batch: each for each in timed}
        self.law: Fit = fit(list(self.timed), [each.seconds.value for each in timed])
        self._update_s = min(each.update_seconds for each in timed)

    def seconds(self, batch: int, accumulate: int) -> Range:
        known = self.timed.get(batch)
        found = self.law.seconds(batch) if known is None else known.seconds
        hidden = self._update_s * (1 - 1 / accumulate)
        return _less(found, hidden)

    def source(self, batch: int) -> str:
        return "measured" if batch in self.timed else "fitted"


class Roofed:
    """By what each traced step does, on the target's roofline; lines between them."""

    def __init__(
        self, traces: Sequence[Trace], times: Callable[[Trace], StepSeconds], microbatches: int
    ) -> None:
        """`microbatches` are those of each trace. Raises what `times` raises."""
        self.assumptions: tuple[str, ...] = ()
        self._known: dict[int, tuple[Range, Range]] = {}
        for each in sorted(traces, key=lambda found: found.batch or 0):
            took = times(each)
            self.assumptions = took.assumptions
            self._known[each.batch or 1] = (took.passes.scaled(1 / microbatches), took.update)

    def seconds(self, batch: int, accumulate: int) -> Range:
        ends = [self._at(batch, accumulate, end) for end in ("value", "low", "high")]
        return Range(ends[0], min(ends), max(ends))

    def source(self, batch: int) -> str:
        return "roofline"

    def _at(self, batch: int, accumulate: int, end: str) -> float:
        def whole(size: int) -> float:
            passes, update = self._known[size]
            return float(getattr(passes, end)) + float(getattr(update, end)) / accumulate

        sizes = list(self._known)
        if batch in self._known:
            return whole(batch)
        if len(sizes) == 1:
            return whole(sizes[0]) * batch / sizes[0]
        at = next((i for i, each in enumerate(sizes) if each > batch), len(sizes) - 1)
        left, right = sizes[max(0, at - 1)], sizes[max(1, at)]
        slope = (whole(right) - whole(left)) / (right - left)
        return max(0.0, whole(left) + slope * (batch - left))


def _less(found: Range, seconds: float) -> Range:
    def without(value: float) -> float:
        return max(value * 0.01, value - seconds)

    return Range(without(found.value), without(found.low), without(found.high))
