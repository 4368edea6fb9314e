"""Delivery planner finds the closest shop of each customer in a loop.

family: quadratic
small: n = 60
"""
# %% setup
import math
import random

n = 7000
r = random.Random(125)
people = [(r.uniform(48, 49), r.uniform(11, 12)) for _ in range(n)]
shops = [(r.uniform(48, 49), r.uniform(11, 12)) for _ in range(n // 2)]
# %% cell
closest = []
for lat, lon in people:
    best, where = math.inf, None
    for k, (a, b) in enumerate(shops):
        d = math.sqrt((lat - a) ** 2 + ((lon - b) * 0.66) ** 2)
        if d < best:
            best, where = d, k
    closest.append((where, best))
mean_km = 111 * sum(d for _, d in closest) / len(closest)
