"""Wind energy engineer draws kernel densities of wind speed for each direction sector.

expect: faster
about: kernel summed sample by sample in Python for each point of the grid; broadcast grid against samples.
"""
# %% setup
import math
import numpy as np

rng = np.random.default_rng(36)
speed = rng.weibull(2.1, 3200) * 7.5
direction = rng.uniform(0, 360, 3200)
names = ["N", "NO", "O", "SO", "S", "SW", "W", "NW"]

# %% cell
def gauss(u):
    return math.exp(-0.5 * u * u) / math.sqrt(2 * math.pi)

grid = np.linspace(0, 25, 121)
density = {}
modes = {}
for k, name in enumerate(names):
    sample = []
    for s, d in zip(speed, direction):
        sector = int(((d + 22.5) % 360) // 45)
        if sector == k:
            sample.append(s)
    h = 1.06 * np.std(sample) * len(sample) ** (-1 / 5)
    f = []
    for g in grid:
        total = 0.0
        for s in sample:
            total += gauss((g - s) / h)
        f.append(total / (len(sample) * h))
    density[name] = np.array(f)
    modes[name] = float(grid[int(np.argmax(f))])

energy = {}
for name in names:
    energy[name] = float(np.sum(0.5 * 1.225 * grid ** 3 * density[name]) * (grid[1] - grid[0]))
for name in names:
    print(f"{name:2s} mode {modes[name]:5.2f} m/s  {energy[name]:7.1f} W/m2")
