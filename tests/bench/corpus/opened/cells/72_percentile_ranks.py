"""School board gives each pupil a percentile.

expect: faster
about: counts smaller values by a full pass per value
"""
# %% setup
import random

random.seed(72)
points = [random.randint(0, 800) for _ in range(3000)]
# %% cell
pct = []
for p in points:
    below = sum(1 for other in points if other < p)
    same = sum(1 for other in points if other == p)
    pct.append(100 * (below + same / 2) / len(points))
round(max(pct), 3), round(min(pct), 3)
