"""Ecologist turns species counts per plot into proportions and Shannon index.

expect: faster
about: the row total is summed again for each element with nested python loops on an array
"""
# %% function
import numpy as np
import math


def shannon_per_plot(counts):
    n_plots = counts.shape[0]
    n_species = counts.shape[1]
    H = np.zeros(n_plots)
    for p in range(n_plots):
        for s in range(n_species):
            total = np.sum(counts[p, :])
            if total == 0:
                H[p] = np.nan
                break
            prop = counts[p, s] / total
            if prop > 0:
                H[p] = H[p] - prop * math.log(prop)
    return H

# %% calls
import numpy as np
_g = np.random.default_rng(53)


def _c(n, s):
    c = _g.poisson(1.5, (n, s))
    c[::11] = 0
    return c


ENTRY = "shannon_per_plot"
CALLS = [(_c(5, 8),), (_c(60, 30),), (_c(150, 25),), (_c(1, 3),)]
