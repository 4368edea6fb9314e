"""Beginner smooths a list with a window by slices.

family: python
small: n = 300
"""
# %% setup
import random

n = 5_000_000
r = random.Random(166)
prices = [100 + r.gauss(0, 5) for _ in range(n)]
# %% cell
window = 50
smooth = []
for i in range(len(prices)):
    part = prices[max(0, i - window + 1) : i + 1]
    smooth.append(sum(part) / len(part))
crossings = sum((a - b) * (c - d) < 0 for a, b, c, d in zip(prices, smooth, prices[1:], smooth[1:]))
