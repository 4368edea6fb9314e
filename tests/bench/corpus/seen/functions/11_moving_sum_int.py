"""Traffic-count script: rolling sums of vehicles over a window.

expect: faster
about: sum of a slice for every window on integers; a running total is exact and O(n)
"""
# %% function
def rolling_sum(counts, window):
    if window <= 0:
        raise ValueError("window must be positive")
    sums = []
    for i in range(len(counts) - window + 1):
        sums.append(sum(counts[i:i + window]))
    return sums

# %% calls
import random
_r = random.Random(1)
_c = [_r.randrange(0, 400) for _ in range(6000)]
ENTRY = "rolling_sum"
CALLS = [(_c, 60), (_c, 288), (_c[:500], 600), (_c[:1000], 100), (_c, 1000)]
