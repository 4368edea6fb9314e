import numpy as np

heights = [150 + i * 37 % 41 * 0.5 for i in range(80)]
days = list(range(60))
levels = [i * 7 % 11 * 1.5 for i in range(60)]
CALLS = [([1.5, 2.5, 4.0] * 30, 20), ([3.0] * 60, 5)]
# %% samples
rng = np.random.default_rng(1)
means = []
heights_array = np.array(heights)
for i in range(30):
    part = rng.choice(heights_array, size=20)
    means.append(part.mean())
# %% Python's own numbers, and the length beside them
np.random.seed(2)
tops = []
days_array = np.array(days)
for i in range(20):
    tops.append(np.max(np.random.choice(days_array, size=len(days))))
# %% between points
found = []
days_array = np.array(days)
levels_array = np.array(levels)
for i in range(40):
    found.append(np.interp(i + 0.5, days_array, levels_array))
# %% in two loops
table = []
heights_array = np.array(heights)
for i in range(3):
    for j in range(4):
        table.append(np.percentile(heights_array, 10 * i + j))
# %% in a function [function spread]
def spread(values, times):
    doubled = [value * 2 for value in values]
    total = 0.0
    doubled_array = np.array(doubled)
    for k in range(times):
        total += np.percentile(doubled_array, k)
    return total
