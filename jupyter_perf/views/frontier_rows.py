"""What each method comes to on each device: the rows that text, HTML and data share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.ranges import Range
from ..tradeoff.result import NONE, Device, Frontier, MethodUsed, Point, Score


@dataclass(frozen=True)
class MethodRow:
    """A method on a device, at the batch size that serves best there."""

    method: MethodUsed
    point: Point
    """The fastest that fits; the smallest where none does, or where nobody knows what fits."""
    largest: int | None
    """Batch that fits; 0 where none does, None where the device's memory isn't known."""
    ratio: Range | None
    """Of throughput, against the plain step's best."""
    score: Score | None
    is_chosen: bool


def rows_of(found: Frontier, device: Device) -> list[MethodRow]:
    """What is chosen first, then the fastest that fit, then what doesn't fit."""
    scores = {each.method: each for each in found.scores if each.target == device.name}
    chosen = found.best_on(device.name)
    curves = curves_on(found, device)
    rows = [
        _row(method, curves[method.name], scores.get(method.name), chosen)
        for method in found.methods
        if method.name in curves
    ]
    return sorted(rows, key=_rank)


def curves_on(found: Frontier, device: Device) -> dict[str, list[Point]]:
    """Method → its points on a device, in ascending batch size."""
    curves: dict[str, list[Point]] = {}
    for point in found.points:
        if point.target == device.name:
            curves.setdefault(point.method, []).append(point)
    for points in curves.values():
        points.sort(key=lambda each: (each.accumulate, each.batch))
    return curves


def refused(found: Frontier) -> list[tuple[str, str]]:
    """(method, why it wasn't tried) of those without points, and what else has a reason."""
    known = {each.name: each.reason for each in found.methods if each.reason}
    return list({**known, **found.reasons}.items())


def _row(
    method: MethodUsed, points: Sequence[Point], score: Score | None, chosen: Point | None
) -> MethodRow:
    is_chosen = chosen is not None and chosen.method == method.name
    point = chosen if is_chosen and chosen is not None else _serving_best(points)
    ratio = None if score is None or method.name == NONE else score.ratio
    return MethodRow(method, point, _largest(points, score), ratio, score, is_chosen)


def _serving_best(points: Sequence[Point]) -> Point:
    fitting = [each for each in points if each.fits]
    if not fitting:
        return points[0]
    return max(fitting, key=lambda each: (_rate(each), each.batch))


def _largest(points: Sequence[Point], score: Score | None) -> int | None:
    if score is not None and score.largest_batch is not None:
        return score.largest_batch
    if all(each.fits is None for each in points):
        return None
    return max((each.batch for each in points if each.fits), default=0)


def _rate(point: Point) -> float:
    return 0.0 if point.throughput is None else point.throughput.value


def _rank(row: MethodRow) -> tuple[bool, bool, float, str]:
    return not row.is_chosen, not row.point.fits, -_rate(row.point), row.method.name
