"""When to try again: exponential backoff with jitter, unless the endpoint says when."""

from __future__ import annotations

import math
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from .failures import Failure, Kind

_FIRST_SECONDS = 0.5
_LONGEST_SECONDS = 8.0
_JITTER = 0.25
"""Share of a delay that chance decides: samples asked for together shouldn't return together."""
_LONGEST_ASKED_SECONDS = 366 * 86_400.0
"""Whoever asks for more asks for ever."""
_MOST_REQUESTS = 6
_MOST_CONNECTS = 3
"""Where nobody listens, somebody has to start something; no use in waiting long."""


def delay(
    failure: Failure, tries: int, now: Callable[[], float], random: Callable[[], float]
) -> float | None:
    """Seconds to wait before the next try after `tries` of them; None where there is none to make.

    `now`: seconds since 1970, for a Retry-After that is a date.
    """
    most = _MOST_CONNECTS if failure.kind is Kind.UNREACHED else _MOST_REQUESTS
    if not failure.transient or tries >= most:
        return None
    backoff = min(_FIRST_SECONDS * 2.0 ** (tries - 1), _LONGEST_SECONDS)
    asked = asked_seconds(failure.retry_after, now) or 0.0
    # Never earlier than asked for, and not at the same moment as the others.
    return max(asked * (1 + _JITTER * random() / 10), backoff * (1 - _JITTER * random()))


def asked_seconds(retry_after: str, now: Callable[[], float]) -> float | None:
    """What a Retry-After header asks for, in seconds from now; None where it says nothing."""
    try:
        seconds = float(retry_after)
    except ValueError:
        seconds = _until(retry_after, now)
    return min(max(seconds, 0.0), _LONGEST_ASKED_SECONDS) if math.isfinite(seconds) else None


def _until(date: str, now: Callable[[], float]) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - now()
    except (ValueError, OverflowError, OSError):
        return math.nan
