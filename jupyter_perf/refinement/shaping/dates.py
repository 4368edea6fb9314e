"""The shapes of what methods of dates, times and their differences return."""

from __future__ import annotations

from .. import flow
from ..shapes import Shapes, only

_DATES = flow.words("date time replace")
_TEXTS = flow.words("strftime isoformat ctime")
_NUMBERS = flow.words("weekday isoweekday toordinal")


def of_date(method: str) -> Shapes | None:
    """What a method of a date gives; None for one that isn't known."""
    if method in _DATES:
        return only("date")
    if method in _TEXTS:
        return only("str")
    if method in ("timestamp", "total_seconds"):
        return only("float")
    return only("int") if method in _NUMBERS else None
