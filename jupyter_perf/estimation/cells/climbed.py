"""What a climb runs, and what it has found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .running import Failure, Rung


@dataclass
class Climbed:
    """All that was found out by running."""

    rungs: list[Rung] = field(default_factory=list)
    """Ascending; the last one is the whole where `whole` is True."""
    varied: tuple[str, ...] = ()
    """Groups that were scaled together."""
    whole: bool = False
    reason: str = ""
    """Why there is nothing to go by."""
    blown: Failure | None = None
    """The run that ran out of memory, where one did."""
    too_long: list[tuple[float, float]] = field(default_factory=list)
    """(factor, seconds) of runs on larger inputs that were ended after that time."""
    notes: list[str] = field(default_factory=list)
    alone: dict[str, float] = field(default_factory=dict)
    """Local exponent of the time in each group by itself."""


class Runs(Protocol):
    """What runs the cell: `runner.Runner`."""

    failures: list[Failure]

    def run(
        self, factors: Mapping[str, float], seconds: float, needs: float = 0.0
    ) -> Rung | Failure: ...
