"""The cell fails on anything but the whole.

family: outcomes
expect: refused
"""
# %% setup
import random

r = random.Random(198)
measured = [r.random() for _ in range(8_000_000)]
# %% cell
if len(measured) != 8_000_000:
    raise ValueError("rows are missing")
ordered = sorted(measured)
middle = ordered[len(ordered) // 2]
