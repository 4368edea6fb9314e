"""Treasurer tries all choices of projects.

family: exponential
small: count = 6
"""
# %% setup
import random

count = 21
r = random.Random(157)
projects = [(r.randrange(10, 90), r.randrange(10, 90)) for _ in range(count)]
# %% cell
best, chosen = 0, 0
for mask in range(1 << len(projects)):
    cost = value = 0
    for k, (c, v) in enumerate(projects):
        if mask >> k & 1:
            cost += c
            value += v
    if cost <= 400 and value > best:
        best, chosen = value, mask
print(best, bin(chosen))
