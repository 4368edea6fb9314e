"""Geologist looks for the second nearest sample, one row against all.

family: quadratic
small: n = 80
"""
# %% setup
import numpy as np

n = 22_000
rng = np.random.default_rng(129)
samples = rng.normal(size=(n, 6))
# %% cell
nearest = np.empty(len(samples))
for i in range(len(samples)):
    d = np.sqrt(((samples - samples[i]) ** 2).sum(axis=1))
    nearest[i] = np.partition(d, 1)[1]
isolated = np.flatnonzero(nearest > nearest.mean() + 3 * nearest.std())
