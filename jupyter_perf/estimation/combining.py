"""Ranges that are multiplied: time by power, energy by carbon, hours by price."""

from __future__ import annotations

import math

from ..core.ranges import Range


def product(*factors: Range) -> Range:
    """Of factors whose errors have nothing to do with each other, none below 0.

    Widths add up as independent errors of logarithms do (root of the sum of squares), so three
    factors known to 30% are known to about 50% together, not to 120%. Where an end is 0, which
    has no logarithm, ends are multiplied instead. Raises ValueError below 0.
    """
    if any(factor.low < 0 for factor in factors):
        raise ValueError("only ranges that are not below 0 can be multiplied")
    value = math.prod(factor.value for factor in factors)
    if any(factor.low == 0 for factor in factors):
        ends = (math.prod(factor.low for factor in factors), math.prod(f.high for f in factors))
        return Range(value, ends[0], max(value, ends[1]))
    below = math.hypot(*(math.log(factor.value / factor.low) for factor in factors))
    above = math.hypot(*(math.log(factor.high / factor.value) for factor in factors))
    return Range(value, value * math.exp(-below), value * math.exp(above))


def exactly(number: float) -> Range:
    """A range without width."""
    return Range(number, number, number)
