"""Which points of a curve are shown, and where the user's own inputs lie on it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from ..estimation.result import Curve, Estimate, Expected, Sampled, Size

_SAME = 0.02
"""Relative difference below which a size counts as the user's own."""


def target_size(found: Estimate, curve: Curve) -> Size | None:
    """The size that the curve is over, as in the user's inputs."""
    size = next((each for each in found.sizes if each.name == curve.over), None)
    return size if size is not None and 0 < size.value < math.inf else None


def is_aside(found: Estimate, curve: Curve, sample: Sampled) -> bool:
    """Whether another size wasn't as in the user's inputs: such a sample isn't on the curve."""
    own = {each.name: each.value for each in found.sizes}
    return any(
        name in own and abs(value - own[name]) > _SAME * max(abs(own[name]), 1e-300)
        for name, value in sample.sizes.items()
        if name != curve.over
    )


def points_of(curve: Curve) -> list[Expected]:
    """Those points of the fit that a logarithmic axis has a place for, in ascending size."""
    points = [
        each
        for each in curve.fit
        if 0 < each.sizes.get(curve.over, 0) < math.inf and 0 < each.expected.value < math.inf
    ]
    return sorted(points, key=lambda each: each.sizes[curve.over])


def drawn_points(curve: Curve, most: int) -> list[Expected]:
    """At most `most` points of the fit in ascending size, both ends among them.

    Those are left out that a straight line in logarithms, which is how they are read, goes through
    anyway.
    """
    points = points_of(curve)
    if most < 2 or len(points) < 2:
        return points[:most]
    kept = {0, len(points) - 1}
    while len(kept) < min(most, len(points)):
        error, worst = max(_errors(points, sorted(kept), curve.over), default=(0.0, 0))
        if error <= _STRAIGHT:
            break
        kept.add(worst)
    return [points[at] for at in sorted(kept)]


_STRAIGHT = 0.005
"""Relative difference from a straight line that nobody sees."""
_ENDS_COUNT = 0.25
"""The ends of a band are less certain than that anyway."""


def _errors(points: list[Expected], kept: list[int], over: str) -> Iterator[tuple[float, int]]:
    """How far each point that isn't kept is off the line between those that are, and its index."""
    logs = [_logs(point, over) for point in points]
    for first, last in itertools.pairwise(kept):
        (start, *low), (end, *high) = logs[first], logs[last]
        for at in range(first + 1, last):
            x, *values = logs[at]
            share = (x - start) / (end - start) if end > start else 0.0
            line = (a + (b - a) * share for a, b in zip(low, high, strict=True))
            apart = [abs(v - y) for v, y in zip(values, line, strict=True)]
            yield max(apart[0], *(end * _ENDS_COUNT for end in apart[1:])), at


def _logs(point: Expected, over: str) -> tuple[float, float, float, float]:
    """Of the size, the value and both ends; an end that has none stands far off."""
    expected = point.expected
    ends = (expected.value, expected.low, expected.high)
    known = (math.log(end) if 0 < end < math.inf else math.copysign(700.0, end - 1) for end in ends)
    value, low, high = known
    return math.log(point.sizes[over]), value, low, high


def drawn_samples(curve: Curve, most: int) -> list[Sampled]:
    """At most `most` samples in ascending size, the largest always among them: they count most."""
    found = [each for each in curve.samples if curve.over in each.sizes]
    found.sort(key=lambda each: each.sizes[curve.over])
    step = max(1, -(-len(found) // max(1, most)))
    return found[::-1][::step][::-1]
