"""Flood simulation (geography student): ponds join when a dam breaks; after each break print the size of the joined pond, at the end the number of ponds.

expect: faster
about: joining relabels the whole array and recounts a label each time; union by size with path compression
"""
# %% program
n, m = map(int, input().split())
label = [i for i in range(n)]

for _ in range(m):
    a, b = map(int, input().split())
    a -= 1
    b -= 1
    if label[a] != label[b]:
        old = label[b]
        new = label[a]
        for i in range(n):
            if label[i] == old:
                label[i] = new
    print(label.count(label[a]))

ponds = []
for l in label:
    if l not in ponds:
        ponds.append(l)
print("ponds:", len(ponds))
# %% inputs
import random

rng = random.Random(2525)


def make(n, m):
    rows = [f"{n} {m}"]
    for _ in range(m):
        rows.append(f"{rng.randint(1, n)} {rng.randint(1, n)}")
    return "\n".join(rows) + "\n"


INPUTS = [make(4, 3), make(200, 220), make(3600, 3400)]
