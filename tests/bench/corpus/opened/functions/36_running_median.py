"""Sensor engineer: the median of everything seen so far, after each reading.

expect: nothing
about: insort into a list looks quadratic, but the shift is a memmove and two python heaps are slower at this length
"""
# %% function
from bisect import insort


def running_median(readings):
    kept = []
    medians = []
    for n, value in enumerate(readings, 1):
        insort(kept, value)
        mid = n >> 1
        if n & 1:
            medians.append(kept[mid])
        else:
            medians.append((kept[mid - 1] + kept[mid]) / 2)
    return medians

# %% calls
import random
_r = random.Random(36)
ENTRY = "running_median"
CALLS = [([5, 3, 8],), ([_r.gauss(0, 1) for _ in range(2000)],), ([_r.randrange(100) for _ in range(9000)],), ([],), ([_r.uniform(-5, 5) for _ in range(6000)],)]
