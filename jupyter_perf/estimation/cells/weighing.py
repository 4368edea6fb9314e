"""Two predictions of one cost, as one."""

from __future__ import annotations

import math

from ...core.ranges import Range

_SURE = 0.01
"""No prediction is surer than this, relative."""


def weighed(one: Range, other: Range) -> Range:
    """The geometric mean of two predictions that stand on the same samples, each with the weight of
    its certainty (the inverse variance of its logarithm): a statement whose growth is hardly known
    would else decide for all.

    As both stand on the same samples, the range isn't narrower than theirs; where one lies outside
    of the other's range, it reaches from the lower end of both to the upper one.
    """
    if min(one.low, other.low) <= 0:
        return min(one, other, key=lambda each: each.high - each.low)
    share = _variance(one) / (_variance(one) + _variance(other))

    def mean(mine: float, theirs: float) -> float:
        return math.exp((1 - share) * math.log(mine) + share * math.log(theirs))

    value = mean(one.value, other.value)
    agree = one.low <= other.value <= one.high and other.low <= one.value <= other.high
    if agree:
        return Range(value, mean(one.low, other.low), mean(one.high, other.high))
    return Range(value, min(one.low, other.low), max(one.high, other.high))


def _variance(each: Range) -> float:
    return max(_SURE, math.log(each.high / each.low)) ** 2
