"""What is predicted of one block."""

from __future__ import annotations

from dataclasses import dataclass

from ....core.ranges import Range


@dataclass(frozen=True)
class Appraisal:
    """Cycles per iteration of one block, and what they are made of."""

    cycles: Range
    """Per iteration, an 80% interval."""
    contributions: tuple[float, ...]
    """Cycles of each instruction: they sum to `cycles.value`."""
    chain: float
    """Cycles per iteration of the longest loop-carried path, on the scale of `cycles`."""
    path: tuple[int, ...] = ()
    """Places of the instructions on that path, in their order; empty where none is carried."""
    notes: tuple[str, ...] = ()
    """In words: what widens the interval."""
