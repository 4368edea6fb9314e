"""Quant keeps the running median of quotes.

expect: faster
about: sorting the whole history at each step, bisect.insort keeps it ordered
"""
# %% setup
import random

random.seed(34)
quotes = [random.randint(9000, 11000) for _ in range(3000)]
# %% cell
history = []
medians = []
for q in quotes:
    history.append(q)
    s = sorted(history, reverse=False)
    mid = len(s) // 2
    medians.append(s[mid] if len(s) % 2 else (s[mid - 1] + s[mid]) / 2)
medians[-1]
