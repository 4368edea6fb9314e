"""The hours of a day with one plan, together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..estimation.serving.parts import Hour
from ..estimation.serving.result import ServingEstimate
from . import serving_wording as wording
from .serving_rows import Row

HOURS = ("Hours", "Requests/s", "$/h", "Mix")


@dataclass(frozen=True)
class Stretch:
    """Hours of the day with one plan."""

    first: int
    last: int
    """The last hour in it."""
    rates: tuple[float, float]
    """Least and most."""
    usd: float | None
    """Of one hour."""
    counts: Mapping[str, int]


def stretches(hours: Sequence[Hour]) -> list[Stretch]:
    """Hours one after another with the same instances, together."""
    made: list[Stretch] = []
    for each in hours:
        low, high = each.rate, each.rate
        if made and dict(made[-1].counts) == dict(each.counts) and made[-1].last + 1 == each.hour:
            before = made.pop()
            low, high = min(low, before.rates[0]), max(high, before.rates[1])
            made.append(Stretch(before.first, each.hour, (low, high), each.usd, each.counts))
        else:
            made.append(Stretch(each.hour, each.hour, (low, high), each.usd, each.counts))
    return made


def hours(found: ServingEstimate) -> list[Row]:
    """By `HOURS`."""
    known = [] if found.day is None else stretches(found.day.hours)
    return [
        (_span(each), _rates(each), wording.usd(each.usd), wording.mix(each.counts))
        for each in known
    ]


def _span(each: Stretch) -> str:
    return f"{each.first:02d}–{each.last + 1:02d}"


def _rates(each: Stretch) -> str:
    low, high = map(wording.number, each.rates)
    return low if low == high else f"{low} to {high}"
