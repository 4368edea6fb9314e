"""The cell ends with an error whatever it gets.

family: outcomes
expect: refused
"""
# %% setup
import random

r = random.Random(199)
values = [r.random() for _ in range(5_000_000)]
# %% cell
ordered = sorted(values)
total = sum(ordered) + undefined_offset
