"""What counts as a number where a user gives one: NumPy's too, but neither True nor NaN."""

from __future__ import annotations

import math
import numbers
from typing import TypeGuard


def is_number(value: object) -> TypeGuard[float]:
    """A real number, maybe endless."""
    real = isinstance(value, numbers.Real) and not isinstance(value, bool)
    return real and not math.isnan(float(value))  # type: ignore[arg-type]


def is_factor(value: object) -> TypeGuard[float]:
    """Above 0 and finite."""
    return is_number(value) and 0 < value < math.inf
