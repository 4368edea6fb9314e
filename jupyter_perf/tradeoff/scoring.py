"""What memory methods do for throughput: PAPAYA's P-score and P-point, and the ratio itself.

With M(x) = α·x + β and T(x) = γ·x + δ beyond its floor (arXiv 2303.14633), the largest batch is
x* = (usable - β)/α, and a method that leaves β and δ as they are raises the throughput x*/T(x*)
exactly where P-score > P-point:

    P-score = (α₀ - α_m) / (γ_m - γ₀)      bytes saved per second that it adds, by example
    P-point = (usable - β₀) / δ₀           of the plain step

The ratio needs no such condition, so that it decides; the scores say why.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ..core.ranges import Range
from .result import NONE, Law, Point, Score

USABLE = 0.8
"""Of a device's memory, where no model of its allocator is at hand: PAPAYA's margin for
fragmentation."""
WIDEST = 10.0
"""Ends of an interval of times, or of their ratios, whose quotient is above this tell nothing."""


def p_point(plain: Law, usable_bytes: float) -> float | None:
    """Of the plain step with so much memory; None where a step has no fixed time (the ratio of
    times is then all that counts), or nothing was fitted."""
    if plain.fixed_bytes is None or plain.fixed_seconds is None or plain.fixed_seconds <= 0:
        return None
    return (usable_bytes - plain.fixed_bytes) / plain.fixed_seconds


def p_score(plain: Law, method: Law) -> float | None:
    """None where the method adds no time by example, or nothing was fitted."""
    rates = plain.bytes_per_example, method.bytes_per_example
    times = plain.seconds_per_example, method.seconds_per_example
    if None in rates or None in times:
        return None
    saved, added = rates[0] - rates[1], times[1] - times[0]  # type: ignore[operator]
    return saved / added if added > 0 else None


def largest_batch(law: Law, usable_bytes: float) -> int | None:
    """x* of the law, whole; 0 where not even the optimizer's step fits, None where nothing was
    fitted or memory doesn't grow with the batch."""
    if law.fixed_bytes is None or not law.bytes_per_example or law.bytes_per_example <= 0:
        return None
    if law.optimizer_bytes is not None and law.optimizer_bytes > usable_bytes:
        return 0
    return max(0, math.floor((usable_bytes - law.fixed_bytes) / law.bytes_per_example))


def seconds_at(law: Law, batch: float) -> float | None:
    """T of the law; None where no time was fitted."""
    if law.seconds_per_example is None or law.fixed_seconds is None:
        return None
    return max(law.floor_seconds or 0.0, law.seconds_per_example * batch) + law.fixed_seconds


def throughput_within(law: Law, usable_bytes: float) -> float | None:
    """Examples per second at the largest batch that fits; 0 where none does."""
    batch = largest_batch(law, usable_bytes)
    if not batch:
        return None if batch is None else 0.0
    took = seconds_at(law, batch)
    return batch / took if took else None


def quotient(above: Range, below: Range, shared: float = 0.0) -> Range:
    """Of two positive quantities with their 80% interval.

    `shared` is the part of the errors (as standard deviations of logarithms) that both have, from
    0, independent, to 1: it cancels.
    """
    value = above.value / below.value
    own = math.sqrt(max(0.0, 1 - shared**2))
    up = math.hypot(math.log(above.high / above.value), math.log(below.value / below.low))
    down = math.hypot(math.log(above.value / above.low), math.log(below.high / below.value))
    return Range(value, value * math.exp(-own * down), value * math.exp(own * up))


def told(found: Range | None) -> Range | None:
    """`found`, or None where its interval is so wide that its number means nothing."""
    return None if found is None or found.high > WIDEST * found.low else found


def best_fitting(points: Sequence[Point], method: str, target: str) -> Point | None:
    """With the largest throughput of those that fit by the upper end of their peak."""
    found = [
        each
        for each in points
        if (each.method, each.target) == (method, target) and each.fits and each.throughput
    ]
    return max(found, key=_rate, default=None)


def scores(
    points: Sequence[Point],
    laws: Sequence[Law],
    usable: Mapping[str, float],
    largest: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Score, ...]:
    """One for each law and target of its own: `usable` has the bytes that steps may take, by
    target. `largest` has the largest batch by method and target where it was searched; otherwise
    it is the largest of the points that fit."""
    by_name = {(law.method, law.target): law for law in laws}
    known = dict(largest or {})
    for each in points:
        key = each.method, each.target
        if each.fits is not None and key not in (largest or {}):
            known[key] = max(known.get(key, 0), each.batch if each.fits else 0)
    return tuple(
        _score(points, by_name, law, usable.get(law.target), known) for law in by_name.values()
    )


def _score(
    points: Sequence[Point],
    laws: Mapping[tuple[str, str], Law],
    law: Law,
    usable: float | None,
    largest: Mapping[tuple[str, str], int],
) -> Score:
    plain = laws.get((NONE, law.target))
    is_plain = law.method == NONE
    point = None if plain is None or usable is None else p_point(plain, usable)
    return Score(
        law.method,
        law.target,
        None if is_plain else _ratio(points, law.method, law.target),
        None if is_plain or plain is None else p_score(plain, law),
        point,
        largest.get((law.method, law.target)),
        largest.get((NONE, law.target)),
    )


def _ratio(points: Sequence[Point], method: str, target: str) -> Range | None:
    own, plain = best_fitting(points, method, target), best_fitting(points, NONE, target)
    if own is None or plain is None or own.throughput is None or plain.throughput is None:
        return None
    return quotient(own.throughput, plain.throughput)


def _rate(point: Point) -> float:
    return point.throughput.value if point.throughput else 0.0
