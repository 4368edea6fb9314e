"""Archivist counts fingerprints that hardly ever repeat.

family: cache
small: n = 1000
"""
# %% setup
import random

n = 6_000_000
r = random.Random(148)
fingerprints = [r.getrandbits(62) % (n * 3) * 2654435761 for _ in range(n)]
# %% cell
count = {}
first_at = {}
for i, f in enumerate(fingerprints):
    count[f] = count.get(f, 0) + 1
    if f not in first_at:
        first_at[f] = i
repeated = [f for f, c in count.items() if c > 1]
late = sum(1 for f in repeated if first_at[f] > len(fingerprints) // 2)
