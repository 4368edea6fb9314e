"""The record of a race between an original and a candidate: raw timings and what follows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Raw paired timings of the original and a candidate, and what follows from them.

    `ratio` is original / candidate of CPU time (wall time where `clock` says so).
    """

    ratio: float
    interval: tuple[float, float]
    """99% interval of the median ratio (`measure.speedup`)."""
    wall_ratio: float
    clock: str
    """`cpu`, or `wall` where either side used more than one thread."""
    original_seconds: tuple[float, ...]
    candidate_seconds: tuple[float, ...]
    original_wall_seconds: tuple[float, ...]
    candidate_wall_seconds: tuple[float, ...]
    decision: str
    """`faster`, `not faster` or `inconclusive`."""
    why: str = ""
    """Why there is no decision, where there is none."""
    sampled: str = ""
    """How the inputs were reduced, where they were ("on 5% of `orders`")."""
    threads: int = 1
    """The most that either side used."""

    @property
    def decisive_seconds(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Seconds of (original, candidate) by the clock that `ratio` is of."""
        if self.clock == "wall":
            return self.original_wall_seconds, self.candidate_wall_seconds
        return self.original_seconds, self.candidate_seconds
