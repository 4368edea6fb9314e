"""How long steps are that read prompts beside writing: the mean over how many they read.

Each request of a batch is at its first step, which reads its prompt, with probability 1 / S where
an answer takes S of them. Independent requests would make that a binomial number. But a longer step
lets more requests arrive, which make the next one longer. If a prompt more makes a step longer by r
times the mean time between prompts, the number has 1 / (1 − r²) times that variance, as in an
autoregression of first order; a beta-binomial distribution does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .times import Mix

Floats = np.ndarray[Any, np.dtype[np.float64]]
_SIZES = 64
"""Of batches for which it is worked out; those between are interpolated."""
_ROUNDING = 1e-9
_MOST_ECHO = 0.9
"""Of r: near 1 steps would grow without end."""
_MOST_ALIKE = 0.5


def mean_steps(
    step: Callable[[Mix], Any], batches: Floats, cached: float, prompt: float, steps: float
) -> Floats:
    """Seconds of a step by `batches`, ascending from 1, with `cached` tokens of each request that
    has begun, `prompt` tokens of each that begins, and `steps` to an answer."""
    if not prompt:
        return np.asarray(step(Mix(batches, cached)))
    sizes = np.unique(np.geomspace(1, batches[-1], _SIZES).round())
    means = []
    for size in sizes:
        begin = np.arange(size + 1)
        seconds = step(Mix(size - begin, cached, begin * prompt))
        means.append(float(_bunched(int(size), 1 / steps, seconds) @ seconds))
    found: Floats = np.interp(batches, sizes, means)
    return found


def _bunched(size: int, share: float, seconds: Floats) -> Floats:
    """Probability that 0 to `size` prompts are read in a step, which then takes `seconds`."""
    chances = _beta_binomial(size, share, 0.0)
    if size == 1:
        return chances
    off = np.arange(size + 1) - size * share
    longer = float(chances @ (seconds * off)) / float(chances @ off**2)
    echo = min(_MOST_ECHO, abs(longer) * size * share / float(chances @ seconds))
    return _beta_binomial(size, share, (1 / (1 - echo**2) - 1) / (size - 1))


def _beta_binomial(size: int, share: float, alike: float) -> Floats:
    """Probability of 0 to `size` successes, any two of which correlate by `alike`."""
    from scipy.special import betaln, gammaln

    at = np.arange(size + 1.0)
    share, alike = min(share, 1 - _ROUNDING), min(max(alike, _ROUNDING), _MOST_ALIKE)
    a, b = share * (1 / alike - 1), (1 - share) * (1 / alike - 1)
    ways = gammaln(size + 1) - gammaln(at + 1) - gammaln(size - at + 1)
    chances = np.exp(ways + betaln(at + a, size - at + b) - betaln(a, b))
    found: Floats = chances / chances.sum()
    return found
