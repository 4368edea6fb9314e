"""Geologist interpolates the ore grade of boreholes on a grid (Gaussian process by hand).

expect: nothing
about: the Cholesky factor and triangular solves of LAPACK take the time; all of it is matrices already.
"""
# %% setup
import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.spatial.distance import cdist

rng = np.random.default_rng(41)
holes = rng.uniform(0, 1000, (2300, 2))
grade = 2.1 + 0.8 * np.sin(holes[:, 0] / 140) * np.cos(holes[:, 1] / 190) + rng.normal(0, 0.15, len(holes))

# %% cell
length, sill, nugget = 120.0, 0.6, 0.02
gx, gy = np.meshgrid(np.linspace(0, 1000, 30), np.linspace(0, 1000, 30))
grid = np.column_stack([gx.ravel(), gy.ravel()])

def kernel(a, b):
    return sill * np.exp(-0.5 * cdist(a, b, "sqeuclidean") / length ** 2)

K = kernel(holes, holes)
K[np.diag_indices_from(K)] += nugget
chol = cho_factor(K, lower=True, overwrite_a=True)
mu = grade.mean()
weights = cho_solve(chol, grade - mu)
Ks = kernel(holes, grid)
mean = mu + Ks.T @ weights
v = solve_triangular(chol[0], Ks, lower=True)
var = sill - np.einsum("ij,ij->j", v, v)
best = int(mean.argmax())
print(f"best spot at {grid[best].round(0)}: {mean[best]:.2f} +- {np.sqrt(var[best]):.2f}")
print(f"share above 2.5: {(mean > 2.5).mean():.3f}, mean variance {var.mean():.4f}")
