"""How many requests come: as said, or by the times of a log."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import UsageError
from . import requests as reading
from .wishes import Wishes


@dataclass(frozen=True)
class Coming:
    """How many requests come."""

    rate: float
    rate_source: str
    day: tuple[float, ...] | None
    day_source: str
    notes: tuple[str, ...] = ()


def is_timed(rate: float | None, wishes: Wishes) -> bool:
    """Whether a log has to say when requests came."""
    return wishes.day is True or (rate is None and not isinstance(wishes.day, tuple))


def coming_of(rate: float | None, given: object, wishes: Wishes, source: str) -> Coming:
    """Raises UsageError where nothing says how many come."""
    logged = reading.rate(given, columns=wishes.columns) if is_timed(rate, wishes) else None
    day, day_source = None, ""
    if wishes.day is True:
        if logged is None or logged.hourly is None:
            raise UsageError(
                "the requests have no times that reach around the clock: say the day's 24 rates, as"
                " own={'day': […]}"
            )
        day, day_source = tuple(float(each) for each in logged.hourly), f"hours of {source}"
    elif isinstance(wishes.day, tuple):
        day, day_source = wishes.day, "as asked"
    notes = () if logged is None else logged.notes
    if rate is not None:
        return Coming(float(rate), "as asked", day, day_source, notes)
    if logged is not None:
        return Coming(logged.peak, f"the busiest hour of {source}", day, day_source, notes)
    if day is not None:
        return Coming(max(day), "the busiest hour of the day", day, day_source)
    raise UsageError(
        f"how many requests come? Say `rate`, requests a second ({source.partition(':')[0]} has no"
        " times to tell it by)"
    )
