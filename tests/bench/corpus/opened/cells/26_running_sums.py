"""Cyclist computes the running distance and the best so far.

expect: faster
about: prefix sum and prefix max recomputed from the start for each position
"""
# %% setup
import random

random.seed(26)
legs = [random.randint(1, 400) for _ in range(5000)]
# %% cell
so_far = []
longest = []
for i in range(len(legs)):
    so_far.append(sum(legs[:i + 1]))
    longest.append(max(legs[:i + 1]))
so_far[-1], longest.count(longest[-1])
