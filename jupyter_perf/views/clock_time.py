"""When something that is begun now would end, as a clock on the wall says it."""

from __future__ import annotations

import datetime
import math

from ..core.ranges import Range

WORTH_SAYING_SECONDS = 60.0
"""What takes less ends in the same minute, or the next."""
_LONGEST_SECONDS = 400 * 86400.0


def ends(created: str, seconds: Range, zone: datetime.tzinfo | None = None) -> str:
    """`Started at 13:51 it ends about 14:32 (14:25 to 14:41)`; "" where that says nothing.

    `created` is in ISO form; `zone` None is that of this process.
    """
    if seconds.value < WORTH_SAYING_SECONDS or seconds.value > _LONGEST_SECONDS:
        return ""
    try:
        began = datetime.datetime.fromisoformat(created).astimezone(zone)
    except (ValueError, OverflowError):
        return ""
    about = _said(began, seconds.value)
    if math.isfinite(seconds.high) and seconds.high <= _LONGEST_SECONDS:
        between = f"{_said(began, seconds.low)} to {_said(began, seconds.high)}"
    else:
        between = f"not before {_said(began, seconds.low)}"
    return f"Started at {began:%H:%M} it ends about {about} ({between}, {began:%Z})"


def _said(began: datetime.datetime, later: float) -> str:
    """With the day where it isn't the same one."""
    end = began + datetime.timedelta(seconds=later)
    return f"{end:%H:%M}" if end.date() == began.date() else f"{end:%Y-%m-%d %H:%M}"
