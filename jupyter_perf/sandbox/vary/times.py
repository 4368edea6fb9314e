"""Times at which calendars are uneven: midnight, ends of months, leap days, summer time."""

from __future__ import annotations

import datetime
from typing import Any

_DATES = (
    (2024, 2, 29), (2023, 12, 31), (2024, 3, 31), (2024, 1, 31), (2024, 10, 27), (2024, 3, 10),
    (2024, 11, 3), (2024, 3, 30), (2024, 12, 30), (2000, 2, 29),
)  # fmt: skip
"""Leap days, ends of months, weeks of two years; days (and the days before) on which clocks
change in Europe and in America."""
_CLOCKS = ((0, 0), (23, 59), (2, 30), (12, 0), (0, 30))


def odd_time(value: Any, at: int) -> Any:
    """Another time of the same type (and zone) as `value`; `value` itself for other types."""
    year, month, day = _DATES[at % len(_DATES)]
    hour, minute = _CLOCKS[at % len(_CLOCKS)]
    if type(value) is datetime.date:
        return datetime.date(year, month, day)
    if not isinstance(value, datetime.datetime):
        return value
    plain = datetime.datetime(year, month, day, hour, minute)
    if type(value) is datetime.datetime:
        return plain.replace(tzinfo=value.tzinfo)
    return _timestamp(plain, value)


def _timestamp(plain: datetime.datetime, like: Any) -> Any:
    """A pandas time: moved on where the clock skips it, the first of two where it repeats it."""
    import pandas as pd

    if not isinstance(like, pd.Timestamp):
        return like
    stamp = pd.Timestamp(plain)
    if like.tzinfo is None:
        return stamp
    return stamp.tz_localize(like.tzinfo, nonexistent="shift_forward", ambiguous=True)
