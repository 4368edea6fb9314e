"""Checks that arguments of several public functions share."""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping
from typing import Any, TypeGuard

from ..errors import UsageError


def is_number(value: object) -> TypeGuard[float]:
    """An int or a float of Python's own; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_real(value: object) -> TypeGuard[float]:
    """A real number, maybe endless, NumPy's too; neither True nor NaN."""
    real = isinstance(value, numbers.Real) and not isinstance(value, bool)
    return real and not math.isnan(float(value))  # type: ignore[arg-type]


def count_of(value: object, name: str) -> int | None:
    """A whole number from 1 on; None stays None. Raises UsageError."""
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"`{name}` is a whole number from 1 on, not {value!r:.40}")
    return value


def namespace_of(namespace: Any) -> Mapping[str, object]:
    """Values by name; None is none of them. Raises UsageError."""
    if namespace is None:
        return {}
    if not isinstance(namespace, Mapping) or not all(isinstance(name, str) for name in namespace):
        raise UsageError("`namespace` is a dictionary of values by name, such as `globals()`")
    return namespace
