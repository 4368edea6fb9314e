import numpy as np

generator_ = np.random.default_rng(0)
points = generator_.normal(size=(60, 2))
centers = generator_.normal(size=(3, 2))
x = generator_.normal(size=90)
CALLS = [(points, centers), (points[:1], centers), (points[:0], centers)]
# %% members of clusters
clusters = [[] for _ in range(3)]
for p in points:
    row = [np.linalg.norm(p - c) for c in centers]
    clusters[np.argmin(row)].append(p)
# %% windows described by dictionaries
rows = []
for i in range(len(x) - 10):
    part = x[i:i + 10]
    rows.append({"start": i, "mean": part.mean(), "top": part.max()})
# %% a number that is used twice, and one that other work needs
counts = {}
for i in range(len(points)):
    # how far out
    length = np.sqrt(np.sum(points[i] ** 2))
    band = "near" if length < 1 else "far"
    counts[band] = counts.get(band, 0) + 1
    counts["last"] = length
# %% in a function [function nearest]
def nearest(many, few):
    groups = {}
    for i in range(len(many)):
        best = np.argmin(np.sum((few - many[i]) ** 2, axis=1))
        groups.setdefault(int(best), []).append(i)
    return groups
