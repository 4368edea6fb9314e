"""An estimate at other sizes, read off its curves: what a slider asks for.

The same rules as `docs/messages.md` gives to front ends that have no kernel.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Mapping

from ..core.ranges import Range
from ..estimation.result import Curve, Estimate, Expected, Fits
from .curves import points_of

BEYOND = "beyond what was fitted"
_FOLLOW_TIME = ("usd", "joules", "grams_co2e")
_SAME = 1e-9


def slid(found: Estimate, sizes: Mapping[str, float]) -> Estimate:
    """`found` with its quantities as they would be at `sizes`; sizes left out are the user's own.

    A quantity that can't be read off becomes None, with its reason. Costs that have no curve of
    their own are proportional to the time; what has to fit changes by what the peak changes by.
    """
    own = {each.name: each.value for each in found.sizes}
    moved = {
        name: at for name, at in sizes.items() if abs(at - own.get(name, at)) > _SAME * abs(at)
    }
    if not moved:
        return found
    seconds = _quantity(found, "seconds", moved)
    peak = _quantity(found, "peak_bytes", moved)
    changed: dict[str, Range | None] = {"seconds": seconds, "peak_bytes": peak}
    for name in _FOLLOW_TIME:
        if any(curve.quantity == name for curve in found.curves):
            changed[name] = _quantity(found, name, moved)
        else:
            changed[name] = _in_proportion(getattr(found, name), found.seconds, seconds)
    lost = {n for n, v in changed.items() if v is None and getattr(found, n) is not None}
    return dataclasses.replace(
        found,
        seconds=seconds,
        peak_bytes=peak,
        joules=changed["joules"],
        grams_co2e=changed["grams_co2e"],
        usd=changed["usd"],
        reasons={**found.reasons, **dict.fromkeys(lost, BEYOND)},
        fits=_fits(found, peak),
        measured=False,
        actual=None,
        created="",
    )


def reach(found: Estimate, name: str) -> tuple[float, float] | None:
    """From where to where the size `name` can be moved; None where no curve is over it."""
    ends = [
        (points[0].sizes[name], points[-1].sizes[name])
        for curve in found.curves
        if curve.over == name and len(points := points_of(curve)) > 1
    ]
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None


def read_off(curve: Curve, at: float) -> Range | None:
    """The fit at `at`, linear in logarithms between its points; None outside of them."""
    points = points_of(curve)
    for before, after in itertools.pairwise(points):
        first, last = before.sizes[curve.over], after.sizes[curve.over]
        if first <= at <= last:
            share = math.log(at / first) / math.log(last / first) if last > first else 0.0
            return _between(before, after, share)
    return None


def _between(before: Expected, after: Expected, share: float) -> Range:
    a, b = before.expected, after.expected
    value = _mixed(a.value, b.value, share)
    low, high = _mixed(a.low, b.low, share), _mixed(a.high, b.high, share)
    return Range(value, min(low, value), max(high, value))


def _mixed(a: float, b: float, share: float) -> float:
    """In logarithms; where an end has none (0 or below, infinity), the worse of the two."""
    if a > 0 and b > 0 and math.isfinite(a) and math.isfinite(b):
        return math.exp(math.log(a) * (1 - share) + math.log(b) * share)
    return max(a, b) if math.inf in (a, b) else min(a, b)


def _quantity(found: Estimate, name: str, moved: Mapping[str, float]) -> Range | None:
    """A quantity that no moved size has a curve for stays as it is."""
    value: Range | None = getattr(found, name)
    curves = [c for c in found.curves if c.quantity == name and c.over in moved]
    if not curves or value is None:
        return value
    if len(curves) == 1:
        return read_off(curves[0], moved[curves[0].over])
    own = {each.name: each.value for each in found.sizes}
    for curve in curves:
        there, here = read_off(curve, moved[curve.over]), read_off(curve, own[curve.over])
        value = _in_proportion(value, here, there)
    return value


def _in_proportion(value: Range | None, before: Range | None, after: Range | None) -> Range | None:
    """`value`, changed by the factors from `before` to `after`: ends with ends."""
    if value is None or before is None or after is None:
        return None
    if before == after:
        return value
    if min(before.value, before.low, before.high) <= 0 or not math.isfinite(before.high):
        return None
    at = value.value * after.value / before.value
    low, high = value.low * after.low / before.low, value.high * after.high / before.high
    return Range(at, min(low, at), max(high, at))


def _fits(found: Estimate, peak: Range | None) -> Fits | None:
    if found.fits is None or found.peak_bytes is None or peak is None:
        return found.fits if peak == found.peak_bytes else None
    needed, was = found.fits.needed, found.peak_bytes
    at = max(0.0, needed.value + peak.value - was.value)
    low, high = needed.low + peak.low - was.low, needed.high + peak.high - was.high
    moved = Range(at, min(max(0.0, low), at), max(high, at))
    return dataclasses.replace(found.fits, needed=moved)
