"""What is predicted, and all that a reader needs to judge it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...core.ranges import Range

Unit = Literal["seconds", "bytes"]


@dataclass(frozen=True)
class Point:
    """One measurement; `used` is False where it was too short to be fitted."""

    sizes: Mapping[str, float]
    measured: float
    used: bool = True


@dataclass(frozen=True)
class CurvePoint:
    """The fit at some sizes between the smallest sample and the target."""

    sizes: Mapping[str, float]
    expected: Range


@dataclass(frozen=True)
class Prediction:
    """A cost at the wanted sizes, in `unit`, or the reason why none is given."""

    unit: Unit
    expected: Range | None
    """None where it is refused."""
    refused: str | None = None
    form: str = ""
    """The most likely one: `n log n`."""
    words: str = ""
    """How it grows: "about n^1.9 in `orders`"."""
    exponents: Mapping[str, Range] = field(default_factory=dict)
    """By size: the local power between the largest sample and the target."""
    notes: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    curve: tuple[CurvePoint, ...] = ()


def refusal(unit: Unit, reason: str, points: tuple[Point, ...] = ()) -> Prediction:
    """No number, and why."""
    return Prediction(unit, None, refused=reason, points=points)
