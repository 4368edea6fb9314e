"""Game studio ranks players and finds ties.

family: sorts
small: n = 500
"""
# %% setup
import numpy as np

n = 35_000_000
rng = np.random.default_rng(139)
score = rng.integers(0, n * 4, n)
# %% cell
order = np.argsort(score)[::-1]
rank = np.empty(len(score), dtype=np.int64)
rank[order] = np.arange(1, len(score) + 1)
ties = int((np.diff(np.sort(score)) == 0).sum())
podium = order[:100]
