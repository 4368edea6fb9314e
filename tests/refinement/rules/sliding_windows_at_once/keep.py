import numpy as np
import pandas as pd

level = np.array([((i * 37) % 23) / 4 if i % 7 else np.nan for i in range(60)])
counts = np.arange(40)
readings = [1.5, None, 2.5] * 10
half = 3
# %% the window is kept
windows = []
for i in range(len(level)):
    w = level[max(0, i - half) : i + half + 1]
    windows.append((np.nanmean(w), w))
# %% the array changes in the loop
for i in range(len(level)):
    w = level[max(0, i - half) : i + half + 1]
    if np.isnan(level[i]):
        level[i] = np.nanmean(w)
# %% the extreme of what may be nothing
lowest = []
for i in range(len(level)):
    w = level[max(0, i - half) : i + half + 1]
    w = w[~np.isnan(w)]
    if len(w) or i % 2:
        lowest.append(w.min())
# %% whole numbers
means = [counts[max(0, i - half) : i + half + 1].mean() for i in range(len(counts))]
# %% a list with None
means = []
for i in range(len(readings)):
    part = [v for v in readings[max(0, i - half) : i + half + 1] if v is not None]
    means.append(sum(part) / len(part) if part else None)
# %% a width that changes
means = []
for i in range(len(level)):
    w = level[max(0, i - half) : i + half + 1]
    means.append(np.nanmean(w) if len(means) % 3 else 0.0)
    half = 3 + len(means) % 2
# %% the window is read later
means = []
for i in range(len(level)):
    w = level[max(0, i - half) : i + half + 1]
    means.append(np.nanmean(w))
print(w)
# %% all that comes before
means = [np.nanmean(level[: i + 1]) for i in range(len(level))]
# %% from the loop's variable to the end
means = [np.nanmean(level[i : len(level)]) for i in range(len(level))]
