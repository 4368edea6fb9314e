"""What numbers must be; each check says the name, what would be right, and what came."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from numbers import Integral, Real

from ....errors import UsageError

LARGEST = 1_000_000
"""Of whole numbers: more parts or replicas are a slip of the pen."""


def amount(name: str, value: object, unit: str, *, zero: bool = True) -> float:
    """A finite number of at least 0, or above it. Raises UsageError for anything else."""
    least = "at least 0" if zero else "above 0"
    good = isinstance(value, Real) and not isinstance(value, bool)
    number = float(value) if good else math.nan  # type: ignore[arg-type]
    if not (0 <= number < math.inf) or (number == 0 and not zero):
        raise UsageError(f"`{name}` must be {unit}, {least}, not {value!r}")
    return number


def whole(name: str, value: object, least: int = 0) -> int:
    """A whole number of at least `least`. Raises UsageError for anything else."""
    good = isinstance(value, Integral) and not isinstance(value, bool)
    if not good or not least <= int(value) <= LARGEST:  # type: ignore[call-overload]
        wanted = f"a whole number from {least} to {LARGEST:,}"
        raise UsageError(f"`{name}` must be {wanted}, not {value!r}")
    return int(value)  # type: ignore[call-overload, no-any-return]


def amounts(
    name: str, values: object, unit: str, *, zero: bool = True, none: bool = False
) -> tuple[float, ...]:
    """Such numbers; at least one, but where `none` will do. Raises UsageError for anything else."""
    listed = isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping)
    rows = list(values) if listed else []  # type: ignore[call-overload]
    if not listed or not (rows or none):
        raise UsageError(f"`{name}` must be a list of {unit}, with at least one in it")
    return tuple(amount(name, each, unit, zero=zero) for each in rows)
