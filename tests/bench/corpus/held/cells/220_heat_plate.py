"""Mechanical engineering student: heat spreading in a plate, finite differences.

expect: faster
about: two nested loops per time step from the old array to a new one; slices of the whole array.
"""
# %% setup
import numpy as np

rng = np.random.default_rng(4)
T0 = 20 + rng.normal(0, 0.5, (60, 80))

# %% cell
nx, ny = T0.shape
alpha = 0.2
T = T0.copy()
T[0, :] = 100.0
T[-1, :] = 0.0
history = []
for step in range(45):
    Tn = T.copy()
    for i in range(1, nx - 1):
        for j in range(1, ny - 1):
            Tn[i, j] = T[i, j] + alpha * (T[i+1, j] + T[i-1, j] + T[i, j+1] + T[i, j-1] - 4 * T[i, j])
    # insulated left and right edge
    for i in range(1, nx - 1):
        Tn[i, 0] = Tn[i, 1]
        Tn[i, ny - 1] = Tn[i, ny - 2]
    change = np.abs(Tn - T).max()
    history.append(float(change))
    T = Tn

print("after", len(history), "steps: change", round(history[-1], 5))
print("centre", round(float(T[nx // 2, ny // 2]), 4), "mean", round(float(T.mean()), 4))
