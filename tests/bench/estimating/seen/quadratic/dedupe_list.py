"""Beginner removes duplicates but keeps the order.

family: quadratic
small: n = 80
"""
# %% setup
import random

n = 48_000
r = random.Random(126)
codes = [r.randrange(10 * n) for _ in range(n)]
# %% cell
unique = []
for code in codes:
    if code not in unique:
        unique.append(code)
print(len(unique), "of", len(codes))
