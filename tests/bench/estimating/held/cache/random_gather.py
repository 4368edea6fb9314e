"""Geneticist looks up positions all over a large table.

family: cache
small: n = 2000
"""
# %% setup
import numpy as np

n = 40_000_000
rng = np.random.default_rng(145)
table = rng.random(n)
where = rng.integers(0, n, n)
# %% cell
picked = table[where]
for _ in range(5):
    picked = picked + table[where]
    where = where[::-1]
score = picked.mean()
