"""Ecologist computes distances between all plots.

expect: faster
about: double python loop for a distance matrix
"""
# %% setup
import numpy as np

rng = np.random.default_rng(9)
plots = rng.uniform(0, 1000, size=(320, 2))
# %% cell
n = plots.shape[0]
D = np.zeros((n, n))
for i in range(n):
    for j in range(n):
        D[i, j] = np.sqrt((plots[i, 0] - plots[j, 0]) ** 2 + (plots[i, 1] - plots[j, 1]) ** 2)
D.max()
