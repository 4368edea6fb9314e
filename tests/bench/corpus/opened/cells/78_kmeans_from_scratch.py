"""Student implements k-means with loops.

expect: faster
about: distances point by point and centre by centre, centre means via boolean lists
"""
# %% setup
import numpy as np

rng = np.random.default_rng(78)
pts = np.concatenate([rng.normal(c, 1.0, (500, 2)) for c in [(0, 0), (6, 1), (2, 7), (-5, 4)]])
rng.shuffle(pts)
# %% cell
k = 4
centers = pts[:k].copy()
assign = np.zeros(len(pts), dtype=int)
for it in range(25):
    changed = 0
    for i in range(len(pts)):
        best = 0
        best_d = float("inf")
        for c in range(k):
            d = 0
            for dim in range(pts.shape[1]):
                d += (pts[i, dim] - centers[c, dim]) ** 2
            if d < best_d:
                best_d = d
                best = c
        if assign[i] != best:
            changed += 1
        assign[i] = best
    for c in range(k):
        members = [pts[i] for i in range(len(pts)) if assign[i] == c]
        if len(members) > 0:
            centers[c] = np.mean(members, axis=0)
    if changed == 0:
        break
print("stopped after", it + 1, "rounds")
sizes = [int((assign == c).sum()) for c in range(k)]
sizes
