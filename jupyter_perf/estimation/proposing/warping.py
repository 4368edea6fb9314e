"""The objective as a surrogate sees it: long tails of bad values are drawn in.

    g(y) = log(1 + (y − least) / (median − least))      where the worst are far beyond the median

is monotone, so the order of designs and quantiles stay; below the least logged value it falls ever
faster, so that nothing is predicted far below what was seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .column import Array

_TAIL = 3.0
"""From so many times the way from the least to the median on, above it, the tail is long."""


@dataclass(frozen=True)
class Warp:
    least: float
    step: float
    """0: values are left as they are."""

    def of(self, values: Array) -> Array:
        if not self.step:
            return values
        return np.log1p(np.maximum((values - self.least) / self.step, -1 + 1e-12))

    def back(self, warped: Array) -> Array:
        if not self.step:
            return warped
        return np.asarray(self.least + self.step * np.expm1(np.minimum(warped, 700.0)))


def warp_for(values: Array) -> Warp:
    """By the values that are to be small."""
    least, middle, most = float(values.min()), float(np.median(values)), float(values.max())
    step = middle - least
    is_long = step > 0 and most - middle > _TAIL * step
    return Warp(least, step if is_long else 0.0)
