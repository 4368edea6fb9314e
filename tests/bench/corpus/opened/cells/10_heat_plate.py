"""Physics student relaxes the temperature of a plate.

expect: faster
about: five point stencil with i/j loops over a copy
"""
# %% setup
import numpy as np

T = np.zeros((80, 80))
T[0, :] = 100.0
T[:, -1] = 25.0
# %% cell
for step in range(30):
    new = T.copy()
    for i in range(1, T.shape[0] - 1):
        for j in range(1, T.shape[1] - 1):
            new[i, j] = 0.25 * (T[i - 1, j] + T[i + 1, j] + T[i, j - 1] + T[i, j + 1])
    T = new
print(round(T.mean(), 4))
