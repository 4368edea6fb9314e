"""Word-game maker groups anagrams.

family: strings
small: n = 300
"""
# %% setup
import random

n = 5_000_000
r = random.Random(167)
words = ["".join(r.choices("aelnorst", k=r.randrange(4, 8))) for _ in range(n)]
# %% cell
groups = {}
for word in words:
    groups.setdefault("".join(sorted(word)), set()).add(word)
largest = sorted(groups.values(), key=len, reverse=True)[:20]
singles = sum(len(group) == 1 for group in groups.values())
