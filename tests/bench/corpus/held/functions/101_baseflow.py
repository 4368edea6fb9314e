"""A hydrologist splits a river's daily discharge into baseflow and quick flow.

expect: faster
about: recursive filter reads and writes a numpy array element by element; lists are much quicker
"""

# %% function
import numpy as np


def baseflow(discharge, alpha=0.925, passes=3):
    """Digital filter, forward / backward / forward, returns baseflow and the baseflow index."""
    q = np.asarray(discharge, dtype=float)
    n = len(q)
    if n == 0:
        return q, float("nan")
    base = q.copy()
    for p in range(passes):
        quick = np.zeros(n)
        if p % 2 == 0:
            quick[0] = base[0] / 2
            for i in range(1, n):
                quick[i] = alpha * quick[i - 1] + (1 + alpha) / 2 * (base[i] - base[i - 1])
                if quick[i] < 0:
                    quick[i] = 0
                if quick[i] > base[i]:
                    quick[i] = base[i]
        else:
            quick[n - 1] = base[n - 1] / 2
            for i in range(n - 2, -1, -1):
                quick[i] = alpha * quick[i + 1] + (1 + alpha) / 2 * (base[i] - base[i + 1])
                if quick[i] < 0:
                    quick[i] = 0
                if quick[i] > base[i]:
                    quick[i] = base[i]
        base = base - quick
    total = q.sum()
    bfi = base.sum() / total if total > 0 else float("nan")
    return base, float(bfi)


# %% calls
import numpy as np

rng = np.random.default_rng(7)


def river(days):
    season = 4 + 2.5 * np.sin(np.arange(days) * 2 * np.pi / 365.25)
    floods = rng.gamma(0.3, 9.0, days) * (rng.random(days) < 0.15)
    return np.round(season + np.convolve(floods, np.exp(-np.arange(9) / 3.0))[:days], 2)


ENTRY = "baseflow"
CALLS = [
    (river(365 * 110),),
    (river(365 * 60), 0.95),
    (np.array([]),),
    (np.array([3.2]),),
    (river(730), 0.9, 2),
    (np.zeros(30),),
]
