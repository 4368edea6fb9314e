import numpy as np

generator_ = np.random.default_rng(0)
points = generator_.normal(size=(60, 2))
centers = generator_.normal(size=(3, 2))
x = generator_.normal(size=90)
CALLS = [(points, centers), (points[:1], centers), (points[:0], centers)]
# %% members of clusters
clusters = [[] for _ in range(3)]
if (
    len(points) > 0
    and len(centers) > 0
    and len(points) * len(centers) * centers.shape[1] <= 2**25
    and len(points) * len(centers) <= 2**25
    and not (abs(centers) > 1e100).any()
    and not (abs(points) > 1e100).any()
):
    argmin_value_of_rounds = np.linalg.norm(points[:, None] - centers, axis=-1).argmin(axis=-1)
    for p, argmin_value in zip(points, argmin_value_of_rounds):
        clusters[argmin_value].append(p)
else:
    for p in points:
        row = [np.linalg.norm(p - c) for c in centers]
        clusters[np.argmin(row)].append(p)
# %% windows described by dictionaries
rows = []
if len(x) > 10 and not (abs(x) > 1e100).any():
    mean_value_of_rounds = np.lib.stride_tricks.sliding_window_view(x, 10)[:-1].mean(axis=-1)
    max_value_of_rounds = np.lib.stride_tricks.sliding_window_view(x, 10)[:-1].max(axis=-1)
    for i, mean_value, max_value in zip(range(len(x) - 10), mean_value_of_rounds, max_value_of_rounds):
        rows.append({"start": i, "mean": mean_value, "top": max_value})
else:
    for i in range(len(x) - 10):
        part = x[i:i + 10]
        rows.append({"start": i, "mean": part.mean(), "top": part.max()})
# %% a number that is used twice, and one that other work needs
counts = {}
if (
    len(points) > 0
    and len(points) * points.shape[1] <= 2**25
    and not (abs(points) > 1e100).any()
):
    with np.errstate(all="ignore"):
        length_of_rounds = np.sqrt((points ** 2).sum(axis=-1))
    for i, length in zip(range(len(points)), length_of_rounds):
        band = "near" if length < 1 else "far"
        counts[band] = counts.get(band, 0) + 1
        counts["last"] = length
else:
    for i in range(len(points)):
        # how far out
        length = np.sqrt(np.sum(points[i] ** 2))
        band = "near" if length < 1 else "far"
        counts[band] = counts.get(band, 0) + 1
        counts["last"] = length
# %% in a function [function nearest]
def nearest(many, few):
    groups = {}
    if (
        all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 2 for array in (many, few))
        and len(many) > 0
        and len(many) * len(many) * many.shape[1] <= 2**25
        and not (abs(few) > 1e100).any()
        and not (abs(many) > 1e100).any()
    ):
        best_of_rounds = ((few - many[:, None]) ** 2).sum(axis=-1).argmin(axis=-1)
        for i, best in zip(range(len(many)), best_of_rounds):
            groups.setdefault(int(best), []).append(i)
    else:
        for i in range(len(many)):
            best = np.argmin(np.sum((few - many[i]) ** 2, axis=1))
            groups.setdefault(int(best), []).append(i)
    return groups
