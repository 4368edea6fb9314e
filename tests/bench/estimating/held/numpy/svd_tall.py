"""Recommender engineer factors a tall matrix.

family: numpy
small: n = 200
"""
# %% setup
import numpy as np

n = 240_000
rng = np.random.default_rng(133)
ratings = rng.random((n, 220))
# %% cell
centred = ratings - ratings.mean(axis=0)
u, s, vt = np.linalg.svd(centred, full_matrices=False)
explained = s**2 / (s**2).sum()
k = int(np.searchsorted(np.cumsum(explained), 0.9)) + 1
scores = u[:, :k] * s[:k]
