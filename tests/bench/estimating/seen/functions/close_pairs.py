"""Air-traffic trainee lists pairs of planes that come too close.

family: functions
small: n = 30
"""
# %% setup
import random

n = 17_000
r = random.Random(194)
planes = [(r.random() * 500, r.random() * 500, r.random() * 12) for _ in range(n)]

def close_pairs(positions, limit):
    pairs = []
    for i, (x, y, z) in enumerate(positions):
        for j in range(i):
            a, b, c = positions[j]
            if abs(z - c) < 0.3 and (x - a) ** 2 + (y - b) ** 2 < limit**2:
                pairs.append((j, i))
    return pairs
# %% function
close_pairs
# %% inputs
(planes, 2.5)
