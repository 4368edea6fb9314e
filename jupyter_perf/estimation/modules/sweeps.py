"""How time and memory change with the batch and the sequence: curves, and what-ifs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...core.ranges import Range
from ...core.units import count
from ..result import Curve, Expected, WhatIf

NAMES = ("batch", "sequence")
_FLAT = 0.05


@dataclass(frozen=True)
class Point:
    """One size that was traced, on one target."""

    batch: int | None
    sequence: int | None
    seconds: Range | None = None
    peak_bytes: Range | None = None
    reason: str = ""
    """Why nothing is known, where nothing is."""

    @property
    def sizes(self) -> dict[str, float]:
        found = {"batch": self.batch, "sequence": self.sequence}
        return {name: float(value) for name, value in found.items() if value is not None}


def along(points: Sequence[Point], name: str) -> list[Point]:
    """Those that differ from the first, which was asked for, in nothing but `name`; ascending."""
    asked = points[0].sizes
    if name not in asked:
        return []
    rest = {each: value for each, value in asked.items() if each != name}
    found: dict[float, Point] = {}
    for point in points:
        sizes = point.sizes
        if {each: value for each, value in sizes.items() if each != name} == rest:
            found.setdefault(sizes[name], point)
    return [found[size] for size in sorted(found)]


def curves(points: Sequence[Point]) -> tuple[Curve, ...]:
    """Of time and memory over each size that the inputs have."""
    made = [
        curve
        for name in NAMES
        for quantity in ("seconds", "peak_bytes")
        if (curve := _curve(along(points, name), name, quantity)) is not None
    ]
    return tuple(made)


def _curve(points: Sequence[Point], name: str, quantity: str) -> Curve | None:
    known = [(each.sizes[name], getattr(each, quantity)) for each in points]
    known = [(size, value) for size, value in known if value is not None]
    if len(known) < 2:
        return None
    fit = tuple(Expected(points[0].sizes | {name: size}, value) for size, value in known)
    return Curve(quantity, name, fit=fit, words=growth(known, name))


def growth(known: Sequence[tuple[float, Range]], name: str) -> str:
    """By the two largest sizes, where what is constant matters least."""
    (before, low), (after, high) = known[-2:]
    if low.value <= 0 or high.value <= 0:
        return ""
    exponent = math.log(high.value / low.value) / math.log(after / before)
    if abs(exponent) < _FLAT:
        return f"about the same for any `{name}`"
    return f"about {name}^{exponent:.1f}"


def what_if(points: Sequence[Point], usd: Callable[[Range], Range | None]) -> tuple[WhatIf, ...]:
    """A row for each further size, smaller ones first."""
    rows = []
    for name in NAMES:
        for point in along(points, name):
            if point is points[0]:
                continue
            rows.append(
                WhatIf(
                    label=f"{name} {count(point.sizes[name])}",
                    sizes=point.sizes,
                    seconds=point.seconds,
                    peak_bytes=point.peak_bytes,
                    usd=None if point.seconds is None else usd(point.seconds),
                    reason=point.reason,
                )
            )
    return tuple(rows)


def peaks(points: Sequence[Point]) -> Mapping[int, Range]:
    """By batch."""
    return {
        int(each.sizes["batch"]): each.peak_bytes
        for each in along(points, "batch")
        if each.peak_bytes is not None
    }
