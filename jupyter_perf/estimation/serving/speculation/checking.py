"""What arguments must be; each check says the name, what would be right, and what came."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import Any

from ....errors import UsageError

_MOST = 1e15
"""Of tokens, requests or seconds: beyond, products of them are no numbers any more."""
LONGEST = 4096
"""Tokens that may be drafted in one step: more is a slip of the pen."""


def share(name: str, value: object) -> float:
    """A number from 0 to 1. Raises UsageError for anything else."""
    number = _number(name, value, "a share from 0 to 1")
    if not 0 <= number <= 1:
        raise UsageError(f"`{name}` must be a share from 0 to 1, not {value!r}")
    return number


def amount(name: str, value: object, unit: str, *, zero: bool = True) -> float:
    """A number up to 1e15 that isn't negative, nor 0 unless `zero`. Raises UsageError otherwise."""
    least = "at least 0" if zero else "above 0"
    number = _number(name, value, f"{unit}, {least}")
    if number < 0 or (number == 0 and not zero) or number > _MOST:
        raise UsageError(f"`{name}` must be {unit}, {least} and at most {_MOST:g}, not {value!r}")
    return number


def whole(name: str, value: object, least: int = 0, most: int = LONGEST) -> int:
    """A whole number from `least` to `most`. Raises UsageError for anything else."""
    is_whole = isinstance(value, Integral) and not isinstance(value, bool)
    if not is_whole or not least <= int(value) <= most:  # type: ignore[call-overload]
        raise UsageError(f"`{name}` must be a whole number from {least} to {most:,}, not {value!r}")
    return int(value)  # type: ignore[call-overload, no-any-return]


def listed(name: str, given: object, what: str = "numbers") -> list[Any]:
    """What `given` holds, at least one. Raises UsageError for anything else."""
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise UsageError(f"`{name}` must be {what}, not {given!r}")
    if not (kept := list(given)):
        raise UsageError(f"`{name}` must be {what}, at least one of them")
    return kept


def _number(name: str, value: object, wanted: str) -> float:
    if isinstance(value, bool) or not isinstance(value, Real) or math.isnan(float(value)):
        raise UsageError(f"`{name}` must be {wanted}, not {value!r}")
    return float(value)
