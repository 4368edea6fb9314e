"""Memory that grows no more once inputs are large enough: blocks of a fixed size, caches that are
full."""

from __future__ import annotations

import numpy as np

from .samples import Data

_LEAST_SAMPLES, _LEAST_TIMES = 4, 4.0
"""Over which nothing may change: a table that grows by doubling is level over twice its size."""
_SAME = 1.03


def above_plateau(data: Data) -> Data:
    """The largest samples alone, where they hardly differ while smaller ones were below them; all
    of them elsewhere. No sum of growing forms follows such a bend."""
    if len(data.names) != 1:
        return data
    below = np.minimum.accumulate(data.values[::-1])[::-1]
    above = np.maximum.accumulate(data.values[::-1])[::-1]
    level = above <= _SAME * below
    wide = data.sizes[:, 0] * _LEAST_TIMES <= data.largest[0]
    if level.sum() < _LEAST_SAMPLES or not (level & wide).any():
        return data
    return data.where(level)
