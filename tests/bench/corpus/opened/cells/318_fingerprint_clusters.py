"""A chemist clusters molecules by Tanimoto similarity of their fingerprints (Taylor-Butina by hand).

expect: faster
about: bit lists are compared position by position for all pairs; ints as bit sets or a matrix product
"""

# %% setup
import numpy as np

rng = np.random.default_rng(318)
scaffolds = rng.random((12, 128)) < 0.3
fps = {}
for k in range(170):
    bits = scaffolds[int(rng.integers(0, 12))].copy()
    flip = rng.random(128) < rng.uniform(0.01, 0.12)
    bits ^= flip
    fps[f"CHEMB{1000 + k}"] = [int(b) for b in bits]

# %% cell
def tanimoto(fp1, fp2):
    both = 0
    either = 0
    for b1, b2 in zip(fp1, fp2):
        if b1 == 1 and b2 == 1:
            both += 1
        if b1 == 1 or b2 == 1:
            either += 1
    if either == 0:
        return 0.0
    return both / either


cutoff = 0.55
ids = list(fps)
neighbours = {}
for a in ids:
    neighbours[a] = []
    for b in ids:
        if a != b and tanimoto(fps[a], fps[b]) >= cutoff:
            neighbours[a].append(b)

clusters = []
left = list(ids)
while left:
    centre = max(left, key=lambda m: (len([x for x in neighbours[m] if x in left]), m))
    members = [centre] + [x for x in neighbours[centre] if x in left]
    clusters.append(members)
    left = [m for m in left if m not in members]

print(len(clusters), "clusters, sizes", [len(c) for c in clusters][:15])
print("centres:", [c[0] for c in clusters[:5]])
print("singletons:", sum(1 for c in clusters if len(c) == 1))
