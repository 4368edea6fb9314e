"""Quant notebook helper: worst peak-to-trough loss of an equity curve.

expect: faster
about: the running peak is recomputed with max over the whole prefix at each step
"""
# %% function
import numpy as np


def max_drawdown(equity):
    """Return (drawdown, index of trough)."""
    worst = 0.0
    where = -1
    for i in range(len(equity)):
        peak = np.max(equity[: i + 1])
        dd = (peak - equity[i]) / peak
        if dd > worst:
            worst = dd
            where = i
    return float(worst), where

# %% calls
import numpy as np
_g = np.random.default_rng(17)


def _eq(n):
    return 100 * np.exp(np.cumsum(_g.normal(0.0002, 0.01, n)))


ENTRY = "max_drawdown"
CALLS = [(_eq(252),), (_eq(2520),), (_eq(5000),), (np.arange(1.0, 200.0),)]
