"""Risk analyst simulates price paths; the number of paths is a parameter.

family: numpy
small: n_paths = 200
"""
# %% setup
import numpy as np

n_paths = 1_100_000
spot, strike, sigma, rate = 100.0, 105.0, 0.25, 0.03
# %% cell
rng = np.random.default_rng(132)
total, hits = 0.0, 0
block = 2000
for start in range(0, n_paths, block):
    shocks = rng.normal((rate - sigma**2 / 2) / 252, sigma / np.sqrt(252), size=(min(block, n_paths - start), 252))
    path = spot * np.exp(np.cumsum(shocks, axis=1))
    payoff = np.maximum(path.mean(axis=1) - strike, 0)
    total += payoff.sum()
    hits += int((payoff > 0).sum())
price = np.exp(-rate) * total / n_paths
