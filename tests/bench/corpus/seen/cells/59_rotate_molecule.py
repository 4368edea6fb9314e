"""Chemistry student multiplies matrices as in the lecture.

expect: faster
about: triple loop matrix product on numpy arrays
"""
# %% setup
import numpy as np

rng = np.random.default_rng(59)
P = rng.integers(-9, 10, (90, 70))
Q = rng.integers(-9, 10, (70, 80))
# %% cell
R = np.zeros((P.shape[0], Q.shape[1]), dtype=int)
for i in range(P.shape[0]):
    for j in range(Q.shape[1]):
        for k in range(P.shape[1]):
            R[i, j] += P[i, k] * Q[k, j]
np.trace(R[:80])
