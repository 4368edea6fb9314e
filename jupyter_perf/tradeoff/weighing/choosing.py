"""Which point to take on each target: the fastest that fits, and none where none pays."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from ...core.ranges import Range
from ..result import NONE, Point, Score
from ..scoring import best_fitting, quotient, scores, told
from .points import Known

SHARED = 0.9
"""Of the roofline's errors, that a method's step and the plain one have in common on a device: the
share of its peaks that it reaches."""
PAYS = 1.03
"""The least ratio for which another step is worth its while."""
_SAME = 0.99
"""Of the largest throughput: the smallest batch with it is the one to take."""


def scored(
    points: Sequence[Point], known: Sequence[Known], usable: Mapping[str, float]
) -> tuple[Score, ...]:
    """Scores; ratios of times by the roofline are narrower than those of independent ones."""
    largest = {(each.method, each.place.name): each.largest for each in known}
    laws = [each.law for each in known if each.law is not None]
    found = []
    for score in scores(points, laws, usable, largest):
        own, plain = (best_fitting(points, m, score.target) for m in (score.method, NONE))
        ratio = score.ratio
        if ratio is not None and own is not None and plain is not None:
            ratio = _shared(own, plain) or ratio
        found.append(dataclasses.replace(score, ratio=told(ratio)))
    return tuple(found)


def _shared(own: Point, plain: Point) -> Range | None:
    """Of two times by the same roofline."""
    if not own.source == plain.source == "roofline":
        return None
    if own.throughput is None or plain.throughput is None:
        return None
    return quotient(own.throughput, plain.throughput, SHARED)


def chosen(
    points: Sequence[Point],
    known: Sequence[Known],
    ratios: Sequence[Score],
    allowed: Iterable[str],
) -> dict[str, int]:
    """Target → index of the point to take. `allowed` are the methods that may be, of which others
    are only where nothing else fits."""
    found = {}
    for target in dict.fromkeys(each.place.name for each in known):
        at = _on(points, target, ratios, set(allowed))
        if at is not None:
            found[target] = at
    return found


def _on(
    points: Sequence[Point], target: str, ratios: Sequence[Score], allowed: set[str]
) -> int | None:
    there = [at for at, p in enumerate(points) if p.target == target and p.fits]
    first = [at for at in there if points[at].method in allowed]
    among = first or there
    if not among:
        return None
    plain = [at for at in among if points[at].method == NONE]
    if not any(points[at].throughput for at in among):
        # No times: the plain step where it fits, else what fits most.
        return max(plain or among, key=lambda at: points[at].batch)
    best = _fastest(points, among)
    if not plain or points[best].method == NONE:
        return best
    ratio = _ratio(ratios, points[best].method, target)
    pays = ratio is not None and ratio.value >= PAYS and ratio.low > 1.0
    return best if pays else _fastest(points, plain)


def _fastest(points: Sequence[Point], among: Sequence[int]) -> int:
    """The smallest batch of the fastest method with about its largest throughput."""
    top = max(among, key=lambda at: _rate(points[at]))
    same = [
        at
        for at in among
        if points[at].method == points[top].method
        and _rate(points[at]) >= _SAME * _rate(points[top])
    ]
    return min(same, key=lambda at: points[at].batch)


def _ratio(ratios: Sequence[Score], method: str, target: str) -> Range | None:
    return next((e.ratio for e in ratios if (e.method, e.target) == (method, target)), None)


def _rate(point: Point) -> float:
    """What it gives at least: a time that is far from what was timed counts for little."""
    return point.throughput.low if point.throughput else 0.0
