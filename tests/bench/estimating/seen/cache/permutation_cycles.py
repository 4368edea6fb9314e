"""Cryptography student follows the cycles of a permutation.

family: cache
small: n = 2000
"""
# %% setup
import random

n = 8_000_000
r = random.Random(146)
target = list(range(n))
r.shuffle(target)
# %% cell
seen = bytearray(len(target))
lengths = []
for start in range(len(target)):
    if seen[start]:
        continue
    length, at = 0, start
    while not seen[at]:
        seen[at] = 1
        at = target[at]
        length += 1
    lengths.append(length)
lengths.sort(reverse=True)
