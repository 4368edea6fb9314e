"""Clerk finds the closest known name by edit distance.

family: strings
small: n = 30
"""
# %% setup
import random

n = 160_000
r = random.Random(169)
known = ["".join(r.choices("aeimnorstl", k=r.randrange(5, 12))) for _ in range(n)]
typed = "martinelo"
# %% cell
def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(row[-1] + 1, previous[j] + 1, previous[j - 1] + (x != y)))
        previous = row
    return previous[-1]

ranked = sorted((distance(typed, name), name) for name in known)
suggestions = [name for _, name in ranked[:5]]
