import numpy as np
words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]
steps = np.array([0.5, -0.25, 0.125, float("nan"), 0.5])

CALLS = [([1, 2, 3],), ([],), ([0.5, -1],), ([True, 2],)]
# %% a comprehension
totals = [sum(data[:i + 1]) for i in range(len(data))]
# %% before each
before = []
for i, x in enumerate(data):
    before.append(sum(data[:i]) - x)  # so far
# %% the greatest so far
tops = [max(data[: i + 1]) for i in range(len(data))]
# %% in a function [function lows]
def lows(items):
    found = []
    for i in range(1, len(items)):
        found.append((min(items[: i + 1]), sum(items[:i])))
    return found
# %% the greatest so far of an array's numbers
wealth = [1.0]
for r in steps:
    wealth.append(wealth[-1] * (1 + r))
peaks = []
for i in range(len(wealth)):
    peaks.append(max(wealth[:i + 1]))
