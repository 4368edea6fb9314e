"""Complexity student burns a random forest on a grid.

expect: faster
about: cellular automaton with i/j loops and a neighbour loop per cell
"""
# %% setup
import numpy as np

forest0 = (np.random.default_rng(82).random((90, 110)) < .62).astype(int)
# %% cell
# 0 empty, 1 tree, 2 burning, 3 ash
grid = forest0.copy()
grid[0][grid[0] == 1] = 2
history = []
steps = 0
while True:
    burning = 0
    new = grid.copy()
    for i in range(grid.shape[0]):
        for j in range(grid.shape[1]):
            if grid[i, j] == 2:
                new[i, j] = 3
                burning += 1
            elif grid[i, j] == 1:
                for di, dj in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                    a = i + di
                    b = j + dj
                    if 0 <= a < grid.shape[0] and 0 <= b < grid.shape[1]:
                        if grid[a, b] == 2:
                            new[i, j] = 2
                            break
    if burning == 0:
        break
    history.append(burning)
    grid = new
    steps += 1
print(steps, "steps;", "burnt", (grid == 3).sum(), "left", (grid == 1).sum())
max(history)
