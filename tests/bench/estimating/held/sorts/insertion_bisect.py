"""Sensor gateway keeps readings in order as they come.

family: sorts
small: n = 300
"""
# %% setup
import bisect
import random

n = 380_000
r = random.Random(142)
incoming = [r.random() for _ in range(n)]
# %% cell
ordered = []
medians = []
for value in incoming:
    bisect.insort(ordered, value)
    if len(ordered) % 10 == 0:
        medians.append(ordered[len(ordered) // 2])
drift = max(medians) - min(medians)
