"""Image student compresses a picture by a singular value decomposition.

expect: nothing
about: one big LAPACK call dominates; all singular values are used afterwards
"""
# %% setup
import numpy as np

rng = np.random.default_rng(39)
picture = rng.normal(size=(420, 360)).cumsum(axis=0).cumsum(axis=1)
# %% cell
U, s, Vt = np.linalg.svd(picture, full_matrices=False)
energy = np.cumsum(s ** 2) / np.sum(s ** 2)
keep = int(np.searchsorted(energy, 0.9999)) + 1
approx = (U[:, :keep] * s[:keep]) @ Vt[:keep]
rel = np.linalg.norm(picture - approx) / np.linalg.norm(picture)
print(keep, f"{rel:.5f}")
