import numpy as np
import pandas as pd

level = np.array([((i * 37) % 23) / 4 if i % 7 else np.nan for i in range(60)])
level[20:31] = np.nan
whole = np.array([((i * 29) % 31) / 8 for i in range(50)])
df = pd.DataFrame({"at": range(60), "temp": level})
column = pd.Series(level)
half = 3

CALLS = [(level, 2), (whole, 5), (level[:1], 3), (np.array([]), 3)]
# %% what is missing is left out
smooth = []
marked = []
for i in range(len(level)):
    a = i - half
    if a < 0:
        a = 0
    b = i + half + 1
    if b > len(level):
        b = len(level)
    w = level[a:b]
    w = w[~np.isnan(w)]
    if len(w) < 3:
        smooth.append(np.nan)
        marked.append(False)
        continue
    m = w.mean()
    smooth.append(m)
    marked.append(bool(abs(level[i] - m) > 2 * w.std()))
# %% within the borders, into an array
found = np.full(len(level), np.nan)
for i in range(half, len(level) - half):
    w = level[i - half : i + half + 1]
    part = w[~np.isnan(w)]
    if part.size >= 4:
        found[i] = np.median(part)
# %% functions that pass over what is missing
n = len(level)
flags = np.zeros(n, dtype=bool)
for i in range(n):
    a, b = max(0, i - 5), min(n, i + 6)
    w = level[a:b]
    if np.isnan(level[i]):
        continue
    spread = np.nanstd(w, ddof=1)
    if spread > 0 and abs(level[i] - np.nanmedian(w)) > spread:
        flags[i] = True
# %% a window behind a test
mid, upper = [], []
for i in range(len(whole)):
    if i + 1 < 8:
        mid.append(np.nan)
        upper.append(np.nan)
        continue
    part = whole[i + 1 - 8 : i + 1]
    m = np.mean(part)
    mid.append(m)
    upper.append(m + 2 * np.std(part))
# %% cut off at the borders, nothing missing
means = [whole[max(0, i - 4) : i + 5].mean() for i in range(len(whole))]
# %% a column of a frame
smooth = []
for i in range(len(df)):
    a = max(0, i - 9 // 2)
    b = min(len(df), i + 9 // 2 + 1)
    part = df["temp"].iloc[a:b].dropna()
    if len(part) >= 3:
        smooth.append(part.mean() - part.std())
    else:
        smooth.append(np.nan)
df["smooth"] = smooth
# %% a column that passes over what is missing
spread = []
for i, x in enumerate(column):
    part = column.iloc[max(i - half, 0) : i + half + 1]
    spread.append((part.max() - part.min(), part.count()))
# %% one side or the other
sums = []
for i in range(len(level)):
    if i < half:
        a = 0
    else:
        a = i - half
    w = level[a : i + 1]
    sums.append((np.nansum(w), (~np.isnan(w)).sum()))
# %% a column by its name, a border that is cut off one before
for x in ["temp"]:
    spread = []
    for i in range(len(df)):
        w = df[x].iloc[i - half if i > half else 0 : min(i + half, len(df) - 1) + 1]
        spread.append(w.std() if w.count() >= 3 else None)
    df[x + "_spread"] = spread
# %% in a function [function smoothed]
def smoothed(values, half):
    result = []
    for i in range(len(values)):
        part = values[max(0, i - half) : min(len(values), i + half + 1)]
        good = part[~np.isnan(part)]
        result.append(good.mean() if len(good) > 1 else 0.0)
    return result
