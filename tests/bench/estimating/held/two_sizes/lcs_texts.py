"""Editor compares two drafts by their longest common subsequence.

family: two_sizes
small: n = 30, m = 20
"""
# %% setup
import random

n, m = 9_000, 7_000
r = random.Random(184)
draft = "".join(r.choices("abcde ", k=n))
final = "".join(r.choices("abcde ", k=m))
# %% cell
previous = [0] * (len(final) + 1)
for x in draft:
    row = [0]
    for j, y in enumerate(final, 1):
        row.append(previous[j - 1] + 1 if x == y else max(previous[j], row[-1]))
    previous = row
similarity = 2 * previous[-1] / (len(draft) + len(final))
