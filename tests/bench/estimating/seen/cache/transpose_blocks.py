"""Spectroscopist reorders a cube and averages over its other axis.

family: cache
small: n = 30
"""
# %% setup
import numpy as np

n = 15_000
rng = np.random.default_rng(150)
cube = rng.random((n, 120, 120)).astype(np.float32)
# %% cell
by_wavelength = np.ascontiguousarray(cube.transpose(2, 0, 1))
mean = by_wavelength.mean(axis=1)
by_line = np.ascontiguousarray(cube.transpose(1, 2, 0))
std = by_line.std(axis=2)
norm = by_line / std[:, :, None]
top = norm.max(axis=2)
bottom = norm.min(axis=2)
