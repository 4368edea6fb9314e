"""What counts as a factor where a user gives one."""

from __future__ import annotations

import math
from typing import TypeGuard

from ...core.arguments import is_real


def is_factor(value: object) -> TypeGuard[float]:
    """Above 0 and finite."""
    return is_real(value) and 0 < value < math.inf
