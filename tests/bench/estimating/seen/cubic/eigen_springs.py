"""Mechanics student finds the modes of a chain of n springs.

family: cubic
small: n = 20
"""
# %% setup
import numpy as np

n = 3500
# %% cell
rng = np.random.default_rng(153)
stiffness = np.diag(2 + rng.random(n)) - np.diag(np.ones(n - 1), 1) - np.diag(np.ones(n - 1), -1)
coupling = rng.normal(scale=0.01, size=(n, n))
matrix = stiffness + coupling + coupling.T
values, modes = np.linalg.eigh(matrix)
participation = 1 / (modes**4).sum(axis=0)
