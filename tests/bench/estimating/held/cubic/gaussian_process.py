"""Agronomist fits a Gaussian process to yields of fields.

family: cubic
small: n = 40
"""
# %% setup
import numpy as np

n = 5_600
rng = np.random.default_rng(154)
fields = rng.random((n, 4))
yields = np.sin(6 * fields[:, 0]) + fields[:, 1] + 0.1 * rng.normal(size=n)
# %% cell
sq = (fields**2).sum(axis=1)
K = np.exp(-(sq[:, None] + sq[None, :] - 2 * fields @ fields.T) / 0.1)
K[np.diag_indices_from(K)] += 0.01
L = np.linalg.cholesky(K)
alpha = np.linalg.solve(L.T, np.linalg.solve(L, yields))
log_likelihood = -0.5 * yields @ alpha - np.log(np.diag(L)).sum()
