"""Telecom analyst counts distinct pairs of callers.

family: numpy
small: n = 500
"""
# %% setup
import numpy as np

n = 28_000_000
rng = np.random.default_rng(134)
caller = rng.integers(0, 200_000, n)
callee = rng.zipf(1.3, n) % 200_000
# %% cell
low, high = np.minimum(caller, callee), np.maximum(caller, callee)
pair = low * 200_000 + high
pairs, first, counts = np.unique(pair, return_index=True, return_counts=True)
degree = np.bincount(np.concatenate([pairs // 200_000, pairs % 200_000]))
strong = pairs[counts >= 3]
