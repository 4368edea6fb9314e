"""Printed floats that differ in digits which only say how they were rounded."""

from __future__ import annotations

import re

_NUMBER = re.compile(rb"(?<![\w.])[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?(?![\w.])")
_FULL_DIGITS = 15
"""So many digits of a float are certain; more are shown by `repr`, and of very large numbers."""


def same_but_for_last_digits(was: bytes, now: bytes, tolerance: float) -> bool:
    """Whether two texts differ in numbers of 15 digits and more only, and those by a relative
    `tolerance` at most. What is printed with fewer digits has to be the same."""
    if _NUMBER.split(was) != _NUMBER.split(now):
        return False
    pairs = zip(_NUMBER.findall(was), _NUMBER.findall(now), strict=True)
    return all(x == y or _near(x, y, tolerance) for x, y in pairs)


def _near(x: bytes, y: bytes, tolerance: float) -> bool:
    if b"." not in x or b"." not in y or min(map(_digits, (x, y))) < _FULL_DIGITS:
        return False
    a, b = float(x), float(y)
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def _digits(number: bytes) -> int:
    """Significant digits, as written."""
    mantissa = re.split(rb"[eE]", number)[0]
    return len(mantissa.lstrip(b"-+0.").replace(b".", b""))
