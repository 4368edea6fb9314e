"""Logistics planner fills a truck by dynamic programming.

family: two_sizes
small: parcels_count = 8, capacity = 60
"""
# %% setup
import random

parcels_count, capacity = 800, 50_000
r = random.Random(185)
parcels = [(r.randrange(20, 900), r.randrange(1, 500)) for _ in range(parcels_count)]
# %% cell
best = [0] * (capacity + 1)
for weight, value in parcels:
    for room in range(capacity, weight - 1, -1):
        candidate = best[room - weight] + value
        if candidate > best[room]:
            best[room] = candidate
print(best[capacity])
