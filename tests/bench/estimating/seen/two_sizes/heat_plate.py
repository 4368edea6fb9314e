"""Engineer diffuses heat through a plate for some steps.

family: two_sizes
small: side = 16, steps = 3
"""
# %% setup
import numpy as np

side, steps = 1400, 500
# %% cell
plate = np.zeros((side, side))
plate[side // 4 : side // 2, side // 4 : side // 2] = 100.0
for _ in range(steps):
    inner = plate[1:-1, 1:-1]
    around = plate[:-2, 1:-1] + plate[2:, 1:-1] + plate[1:-1, :-2] + plate[1:-1, 2:]
    plate[1:-1, 1:-1] = inner + 0.2 * (around - 4 * inner)
hot = (plate > 1).mean()
