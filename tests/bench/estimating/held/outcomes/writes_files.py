"""The cell writes to the disk: not to be tried out.

family: outcomes
expect: refused
"""
# %% setup
import random

r = random.Random(197)
rows = [r.random() for _ in range(3_000_000)]
# %% cell
with open("out.txt", "w") as handle:
    for row in rows:
        handle.write(f"{row}\n")
