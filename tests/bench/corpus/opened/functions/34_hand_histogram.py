"""Astronomer bins star magnitudes by hand.

expect: faster
about: for each value a loop over all bin edges on numpy scalars, instead of searchsorted/bincount
"""
# %% function
import numpy as np


def bin_counts(values, edges):
    counts = np.zeros(len(edges) - 1, dtype=int)
    for v in values:
        if np.isnan(v):
            continue
        for b in range(len(edges) - 1):
            if v >= edges[b] and v < edges[b + 1]:
                counts[b] += 1
                break
    return counts

# %% calls
import numpy as np
_g = np.random.default_rng(34)


def _v(n):
    v = _g.normal(12, 3, n)
    v[::41] = np.nan
    v[::17] = np.round(v[::17])
    return v


ENTRY = "bin_counts"
CALLS = [(_v(100), np.linspace(0, 24, 7)), (_v(1000), np.linspace(5, 20, 31)), (_v(3000), np.arange(0., 25., 1.)), (np.array([]), np.array([0., 1.]))]
