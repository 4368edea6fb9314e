"""Which points of a curve are shown, and where the user's own inputs lie on it."""

from __future__ import annotations

import math

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


def drawn_points(curve: Curve, most: int) -> list[Expected]:
    """At most `most` points of the fit, both ends among them, in ascending size.

    Points that a logarithmic axis has no place for are left out.
    """
    points = [
        each
        for each in curve.fit
        if 0 < each.sizes.get(curve.over, 0) < math.inf and 0 < each.expected.value < math.inf
    ]
    points.sort(key=lambda each: each.sizes[curve.over])
    if len(points) <= most:
        return points
    last = len(points) - 1
    kept = sorted({round(at * last / max(1, most - 1)) for at in range(most)}) if most > 1 else []
    return [points[at] for at in kept]


def drawn_samples(curve: Curve, most: int) -> list[Sampled]:
    """At most `most` samples in ascending size, the largest always among them: they count most."""
    found = [each for each in curve.samples if curve.over in each.sizes]
    found.sort(key=lambda each: each.sizes[curve.over])
    step = max(1, -(-len(found) // max(1, most)))
    return found[::-1][::step][::-1]
