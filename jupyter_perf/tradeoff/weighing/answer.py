"""The answer in one sentence, first: none needed; which method, at which batch; nothing fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ...core import units
from ..devices import Place
from ..result import NONE, Point, Score
from .choosing import PAYS


def sentence(
    points: Sequence[Point],
    chosen: Mapping[str, int],
    scores: Sequence[Score],
    places: Sequence[Place],
    tokens: bool,
    unsettled: Mapping[str, int | None] = MappingProxyType({}),
) -> str:
    """For all targets, one after the other. `unsettled` are those where the search for the plain
    step's largest batch didn't end, with the largest that was traced."""
    said = []
    for place in places:
        at = chosen.get(place.name)
        where = "" if len(places) == 1 and place.is_here else f"{place.name}: "
        point = None if at is None else points[at]
        if point is not None and point.method == NONE:
            said.append(where + _plain(points, point, scores, place, tokens, unsettled))
        else:
            said.append(where + _on(points, point, scores, place, tokens))
    text = "; ".join(said)
    return text[:1].upper() + text[1:] if not text.split(":")[0].islower() else text


def _on(
    points: Sequence[Point],
    point: Point | None,
    scores: Sequence[Score],
    place: Place,
    tokens: bool,
) -> str:
    if point is None:
        return _nothing(points, place)
    rate = _rate(point, tokens)
    score = next((e for e in scores if (e.method, e.target) == (point.method, place.name)), None)
    if score is not None and score.ratio is not None:
        words = units.ratio_in_brackets(score.ratio.value, score.ratio.low, score.ratio.high)
        return f"`{point.method}`: {_batch(point)}, {words} throughput{rate}"
    plain = next((e for e in scores if e.target == place.name and e.method == point.method), None)
    alone = plain is not None and not plain.largest_plain
    why = "without it nothing fits" if alone else "how much faster isn't known"
    return f"`{point.method}`: {_batch(point)} fits, {why}{rate}"


def _plain(
    points: Sequence[Point],
    point: Point,
    scores: Sequence[Score],
    place: Place,
    tokens: bool,
    unsettled: Mapping[str, int | None],
) -> str:
    """That no method is needed is said where that is known: sizes were looked through, and times
    compared."""
    fits, rate = f"{_batch(point)} fits", _rate(point, tokens)
    if place.name in unsettled:
        most = unsettled[place.name]
        seen = most is not None and most > point.batch
        fits += (
            ", the largest one was not confirmed in the time that there was"
            if seen
            else ", larger ones were not looked at in the time that there was"
        )
        return f"{fits}{rate}{_otherwise(scores, place)}"
    others = any(p.target == place.name and p.method != NONE for p in points)
    compared = any(e.target == place.name and e.ratio is not None for e in scores)
    if point.throughput is None or (others and not compared):
        return f"{fits}, whether a method is faster isn't known{rate}"
    return f"you don't need any: {fits}{rate}{_otherwise(scores, place)}"


def _nothing(points: Sequence[Point], place: Place) -> str:
    there = [p for p in points if p.target == place.name and p.peak_bytes is not None]
    if not there:
        return "nothing could be traced"
    if place.memory_bytes is None:
        return "its memory is unknown: say `memory`"
    least = min(there, key=lambda p: p.peak_bytes.high if p.peak_bytes else 0.0)
    need = units.size(least.peak_bytes.high) if least.peak_bytes else "more"
    return (
        f"nothing fits at batch {least.batch}: `{least.method}` needs up to {need} of "
        f"{units.size(place.memory_bytes)}; shard the model, or freeze or quantize its weights"
    ).replace("`none`", "the plain step")


def _batch(point: Point) -> str:
    if point.accumulate == 1:
        return f"batch {point.batch:,}"
    return f"batch {point.batch:,} × {point.accumulate:,}"


def _rate(point: Point, tokens: bool) -> str:
    if point.throughput is None:
        return ""
    times = (point.sequence or 1) if tokens else 1
    noun = "tokens" if tokens and point.sequence else "examples"
    text = f", {units.short(point.throughput.value * times)} {noun}/s"
    if point.usd_per_epoch is not None:
        text += f", {units.usd(point.usd_per_epoch.value)} an epoch"
    return text


def _otherwise(scores: Sequence[Score], place: Place) -> str:
    """What would be faster, at a cost in accuracy or beyond doubt."""
    found = [
        each
        for each in scores
        if each.target == place.name and each.ratio is not None and each.ratio.value >= PAYS
    ]
    best = max(found, key=lambda e: e.ratio.value if e.ratio else 0.0, default=None)
    if best is None or best.ratio is None:
        return ""
    words = units.ratio_in_brackets(best.ratio.value, best.ratio.low, best.ratio.high)
    return f" (`{best.method}` may give {words})"
