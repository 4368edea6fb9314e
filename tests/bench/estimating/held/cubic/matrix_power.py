"""Ecologist projects a landscape of n patches through years.

family: cubic
small: n = 20
"""
# %% setup
import numpy as np

n = 2600
# %% cell
rng = np.random.default_rng(155)
moves = rng.random((n, n))
moves /= moves.sum(axis=1, keepdims=True)
state = np.eye(n)
for year in range(8):
    state = state @ moves
settled = np.abs(state - state.mean(axis=0)).max()
