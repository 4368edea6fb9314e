"""By how much the interval that a network learnt is stretched for a block."""

from __future__ import annotations

from collections.abc import Sequence


def stretch_of(rows: Sequence[Sequence[float]], novelty: int, instructions: int) -> float:
    """The factor of a block's group; `rows` as `training.calibrating.widths` gives them."""
    return next(row[2] for row in rows if row[0] == novelty and instructions <= row[1])
