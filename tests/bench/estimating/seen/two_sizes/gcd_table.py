"""Number theorist counts coprime pairs of two lists.

family: two_sizes
small: n = 40, m = 30
"""
# %% setup
import numpy as np

n, m = 14_000, 9_000
rng = np.random.default_rng(186)
left = rng.integers(1, 10**6, n)
right = rng.integers(1, 10**6, m)
# %% cell
table = np.gcd.outer(left, right)
coprime = (table == 1).mean(axis=1)
most = np.argsort(coprime)[-10:]
