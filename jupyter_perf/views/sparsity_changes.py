"""What pruning layers alone does to a metric, in words."""

from __future__ import annotations

import math

from ..core.ranges import Range
from ..sparsity.result import Sensitivity


def metric_change(each: Sensitivity) -> str:
    """`−0.03`; empty where nobody knows."""
    value = each.metric_change
    return "" if value is None or not math.isfinite(value) else signed(value)


def change_range(metric: str, value: Range) -> str:
    """`acc −0.03`; `acc −0.03 (−0.1 to ±0)` where it was read off."""
    ends = "" if value.low == value.high else f" ({signed(value.low)} to {signed(value.high)})"
    return f"{metric} {signed(value.value)}{ends}"


def signed(value: float) -> str:
    """Two digits, with what it is more or less."""
    if not value:
        return "\N{PLUS-MINUS SIGN}0"
    return f"{value:+.2g}".replace("-", "\N{MINUS SIGN}")
