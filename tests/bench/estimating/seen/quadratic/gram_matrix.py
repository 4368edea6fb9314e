"""Statistician builds a kernel matrix of all points.

family: quadratic
small: n = 60
"""
# %% setup
import numpy as np

n = 10_000
rng = np.random.default_rng(131)
X = rng.normal(size=(n, 12))
# %% cell
sq = (X**2).sum(axis=1)
d2 = sq[:, None] + sq[None, :] - 2 * X @ X.T
K = np.exp(-d2 / d2.mean())
K -= K.mean(axis=0)
K -= K.mean(axis=1)[:, None]
density = K.sum(axis=1)
rank = np.argsort(density)
