import numpy as np
words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]
steps = np.array([0.5, -0.25, 0.125, float("nan"), 0.5])

CALLS = [([1, 2, 3],), ([],), ([0.5, -1],), ([True, 2],)]
# %% a comprehension
from itertools import accumulate
data_sums = list(accumulate(data, initial=0))
totals = [data_sums[i + 1] for i in range(len(data))]
# %% before each
from itertools import accumulate
before = []
data_sums = list(accumulate(data, initial=0))
for i, x in enumerate(data):
    before.append(data_sums[i] - x)  # so far
# %% the greatest so far
from itertools import accumulate
data_max_so_far = list(accumulate(data, max))
tops = [data_max_so_far[i] for i in range(len(data))]
# %% in a function [function lows]
from itertools import accumulate

def lows(items):
    found = []
    items_min_so_far = list(accumulate(items, min))
    items_sums = list(accumulate(items, initial=0))
    for i in range(1, len(items)):
        found.append((items_min_so_far[i], items_sums[i]))
    return found
# %% the greatest so far of an array's numbers
from itertools import accumulate
wealth = [1.0]
for r in steps:
    wealth.append(wealth[-1] * (1 + r))
peaks = []
wealth_max_so_far = list(accumulate(wealth, max))
for i in range(len(wealth)):
    peaks.append(wealth_max_so_far[i])
