"""Times that others made longer, and a largest one that the rest didn't suggest."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from .mixture import Mixture
from .samples import Data, Floats

_LONGER = 1.35
"""A size that takes so many times as long as a larger one was disturbed."""
_ENOUGH = 4
"""Sizes that are left in any case."""
_LEAST_BELOW = 4
"""Sizes below the largest that are believed to suggest a time for it."""
_CLEAR, _LEAST = 2.0, 0.25
"""Standard deviations, and e-folds, from which on the largest one is another than suggested."""


def undisturbed(data: Data) -> Data:
    """Without sizes that took clearly longer than larger ones: nothing but others, or memory that
    had to be found first, makes a run longer. Of one size only."""
    if len(data.names) != 1:
        return data
    later = np.minimum.accumulate(data.values[::-1])[::-1]
    kept = data.values <= _LONGER * later
    return data.where(kept) if kept.sum() >= _ENOUGH else data


def leap(data: Data, fit: Callable[[Data], Mixture]) -> float:
    """ln of the largest size's time over what the smaller ones suggest, where they clearly suggest
    another; else 0.0.

    What a cost does from there on, nobody has seen: it may have left a cache at that size.
    """
    if len(data.names) != 1 or len(data.values) <= _LEAST_BELOW:
        return 0.0
    below = fit(data.where(np.arange(len(data.values)) < len(data.values) - 1))
    at: Floats = data.sizes[-1:]
    apart = math.log(data.values[-1]) - float(below.log_at(at)[0])
    error = math.hypot(float(below.error_at(at)[0]), float(data.noise[-1]))
    return abs(apart) if abs(apart) > max(_LEAST, _CLEAR * error) else 0.0
