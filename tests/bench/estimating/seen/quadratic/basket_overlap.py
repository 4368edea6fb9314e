"""Grocer compares all pairs of baskets.

family: quadratic
small: n = 40
"""
# %% setup
import random

n = 6500
r = random.Random(128)
baskets = [frozenset(r.sample(range(800), r.randrange(3, 25))) for _ in range(n)]
# %% cell
similar = []
for i, a in enumerate(baskets):
    for j in range(i + 1, len(baskets)):
        b = baskets[j]
        shared = len(a & b)
        if shared and shared / (len(a) + len(b) - shared) > 0.25:
            similar.append((i, j))
len(similar)
