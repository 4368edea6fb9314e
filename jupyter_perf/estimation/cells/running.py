"""What runs of a cell on samples of its inputs have told."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...sandbox.work import Ended, Outcome

_ONE_RUN_NOISE = 0.05
"""Relative: of what was run only once."""


@dataclass(frozen=True)
class Part:
    """A top-level statement in one run."""

    line: int
    seconds: float
    peak_bytes: int
    """What the most memory of the run grew by while it ran."""


@dataclass(frozen=True)
class Rung:
    """All runs of the cell on inputs of one size."""

    factor: float
    """Of the sizes that are scaled together, as it came out: groups are kept whole."""
    sizes: Mapping[str, float]
    """By group."""
    seconds: tuple[float, ...]
    """Of each run: CPU time, or wall time without waits for a processor where that is longer."""
    peak_bytes: int | None
    input_bytes: int
    parts: tuple[tuple[Part, ...], ...] = ()
    """Of each run."""
    said: str = ""
    pulses: tuple[float, ...] = ()
    """The machine's pulse around each run, see `core.pulse`."""

    @property
    def typical(self) -> float:
        """The median; the shorter of two, since nothing but others makes a run longer."""
        return statistics.median_low(self.seconds)

    @property
    def spread(self) -> float:
        """Relative noise of `typical`, one standard deviation."""
        if len(self.seconds) < 2 or self.typical <= 0:
            return _ONE_RUN_NOISE
        return statistics.stdev(self.seconds) / self.typical / math.sqrt(len(self.seconds))

    def with_more(self, other: Rung) -> Rung:
        """The same with further runs."""
        peaks = [peak for peak in (self.peak_bytes, other.peak_bytes) if peak is not None]
        return replace(
            self,
            seconds=(*self.seconds, *other.seconds),
            parts=(*self.parts, *other.parts),
            pulses=(*self.pulses, *other.pulses),
            peak_bytes=min(peaks, default=None),
        )


@dataclass(frozen=True)
class Failure:
    """A run that didn't come to its end."""

    outcome: Outcome
    sizes: Mapping[str, float]

    @property
    def kind(self) -> str:
        """`denied`, `raised`, `timeout`, `memory`, `stopped`, `other`."""
        outcome = self.outcome
        if outcome.ended is Ended.OK:
            return "denied" if outcome.denied else "raised"
        known = {Ended.TIMEOUT: "timeout", Ended.MEMORY: "memory", Ended.STOPPED: "stopped"}
        return known.get(outcome.ended, "other")

    @property
    def words(self) -> str:
        """What happened, as the end of a sentence about the cell."""
        outcome, raised = self.outcome, self.outcome.raised
        if outcome.denied:
            return outcome.denied
        if outcome.ended is Ended.MEMORY:
            return "runs out of the memory that is free"
        if raised is not None:
            where = f" in line {raised.line}" if raised.line else ""
            return f"raises {raised.type}{where}: {raised.message}"[:300]
        return outcome.note or "ends without a result"
