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
if len(level) and half >= 0 and len(level) * (2 * half + 1) < 50_000_000:
    level_windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(level, half, constant_values=np.nan), 2 * half + 1
    )
    level_there = ~np.isnan(level_windows)
    level_counts = level_there.sum(axis=1)
    level_count = level_counts.tolist()
    level_mean = np.full(len(level), np.nan)
    level_std = np.full(len(level), np.nan)
    for many in np.unique(level_counts[level_counts > 0]):
        rows = level_counts == many
        values = level_windows[rows][level_there[rows]].reshape(-1, many)
        level_mean[rows] = np.mean(values, axis=1)
        level_std[rows] = np.std(values, axis=1)
    for i in range(len(level)):
        if level_count[i] < 3:
            smooth.append(np.nan)
            marked.append(False)
            continue
        m = level_mean[i]
        smooth.append(m)
        marked.append(bool(abs(level[i] - m) > 2 * level_std[i]))
else:
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
if len(level) and half >= 0 and len(level) * (2 * half + 1) < 50_000_000:
    level_windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(level, half, constant_values=np.nan), 2 * half + 1
    )
    level_there = ~np.isnan(level_windows)
    level_counts = level_there.sum(axis=1)
    level_count = level_counts.tolist()
    level_median = np.full(len(level), np.nan)
    for many in np.unique(level_counts[level_counts > 0]):
        rows = level_counts == many
        values = level_windows[rows][level_there[rows]].reshape(-1, many)
        level_median[rows] = np.median(values, axis=1)
    for i in range(half, len(level) - half):
        if level_count[i] >= 4:
            found[i] = level_median[i]
else:
    for i in range(half, len(level) - half):
        w = level[i - half : i + half + 1]
        part = w[~np.isnan(w)]
        if part.size >= 4:
            found[i] = np.median(part)
# %% functions that pass over what is missing
import warnings
n = len(level)
flags = np.zeros(n, dtype=bool)
if len(level) and n == len(level) and len(level) >= 11 and len(level) * 11 < 50_000_000:
    level_inner = np.lib.stride_tricks.sliding_window_view(level, 11)
    level_nanstd = np.full(len(level), np.nan)
    level_nanmedian = np.full(len(level), np.nan)
    with warnings.catch_warnings():
        # Windows of which all is missing give NaN.
        warnings.simplefilter("ignore", RuntimeWarning)
        level_nanstd[5:len(level) - 5] = np.nanstd(level_inner, axis=1, ddof=1)
        level_nanmedian[5:len(level) - 5] = np.nanmedian(level_inner, axis=1)
        for edge in [*range(5), *range(len(level) - 5, len(level))]:
            level_nanstd[edge] = np.nanstd(level[max(0, edge - 5) : edge + 6], ddof=1)
            level_nanmedian[edge] = np.nanmedian(level[max(0, edge - 5) : edge + 6])
    for i in range(n):
        if np.isnan(level[i]):
            continue
        spread = level_nanstd[i]
        if spread > 0 and abs(level[i] - level_nanmedian[i]) > spread:
            flags[i] = True
else:
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
if len(whole) and len(whole) >= 8 and len(whole) * 8 < 50_000_000:
    whole_inner = np.lib.stride_tricks.sliding_window_view(whole, 8)
    whole_mean = np.full(len(whole), np.nan)
    whole_std = np.full(len(whole), np.nan)
    whole_mean[7:] = np.mean(whole_inner, axis=1)
    whole_std[7:] = np.std(whole_inner, axis=1)
    for i in range(len(whole)):
        if i + 1 < 8:
            mid.append(np.nan)
            upper.append(np.nan)
            continue
        m = whole_mean[i]
        mid.append(m)
        upper.append(m + 2 * whole_std[i])
else:
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
if len(whole) and len(whole) >= 9 and len(whole) * 9 < 50_000_000:
    whole_inner = np.lib.stride_tricks.sliding_window_view(whole, 9)
    whole_mean = np.full(len(whole), np.nan)
    whole_mean[4:len(whole) - 4] = np.mean(whole_inner, axis=1)
    for edge in [*range(4), *range(len(whole) - 4, len(whole))]:
        whole_mean[edge] = np.mean(whole[max(0, edge - 4) : edge + 5])
    means = [whole_mean[i] for i in range(len(whole))]
else:
    means = [whole[max(0, i - 4) : i + 5].mean() for i in range(len(whole))]
# %% a column of a frame
smooth = []
if len(df) and 9 // 2 >= 0 and len(df) * (2 * (9 // 2) + 1) < 50_000_000:
    temp_windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(df["temp"].to_numpy(), 9 // 2, constant_values=np.nan), 2 * (9 // 2) + 1
    )
    temp_there = ~np.isnan(temp_windows)
    temp_counts = temp_there.sum(axis=1)
    temp_count = temp_counts.tolist()
    temp_mean = np.full(len(df), np.nan)
    temp_std = np.full(len(df), np.nan)
    for many in np.unique(temp_counts[temp_counts > 0]):
        rows = temp_counts == many
        values = temp_windows[rows][temp_there[rows]].reshape(-1, many)
        temp_mean[rows] = np.mean(values, axis=1)
        if many > 1:
            temp_std[rows] = np.std(values, axis=1, ddof=1)
    for i in range(len(df)):
        if temp_count[i] >= 3:
            smooth.append(temp_mean[i] - temp_std[i])
        else:
            smooth.append(np.nan)
else:
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
import warnings
spread = []
if len(column) and half >= 0 and len(column) >= 2 * half + 1 and len(column) * (2 * half + 1) < 50_000_000:
    column_windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(column.to_numpy(), half, constant_values=np.nan), 2 * half + 1
    )
    column_there = ~np.isnan(column_windows)
    column_counts = column_there.sum(axis=1)
    column_present = column_counts
    column_inner = np.lib.stride_tricks.sliding_window_view(column.to_numpy(), 2 * half + 1)
    column_max = np.full(len(column), np.nan)
    column_min = np.full(len(column), np.nan)
    with warnings.catch_warnings():
        # Windows of which all is missing give NaN.
        warnings.simplefilter("ignore", RuntimeWarning)
        column_max[half:len(column) - half] = np.nanmax(column_inner, axis=1)
        column_min[half:len(column) - half] = np.nanmin(column_inner, axis=1)
        for edge in [*range(half), *range(len(column) - half, len(column))]:
            column_max[edge] = column.iloc[max(0, edge - half) : edge + half + 1].max()
            column_min[edge] = column.iloc[max(0, edge - half) : edge + half + 1].min()
    for i, x in enumerate(column):
        spread.append((column_max[i] - column_min[i], column_present[i]))
else:
    for i, x in enumerate(column):
        part = column.iloc[max(i - half, 0) : i + half + 1]
        spread.append((part.max() - part.min(), part.count()))
# %% one side or the other
import warnings
sums = []
if len(level) and half >= 0 and len(level) >= half + 1 and len(level) * (half + 1) < 50_000_000:
    level_windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(level, (half, 0), constant_values=np.nan), half + 1
    )
    level_there = ~np.isnan(level_windows)
    level_counts = level_there.sum(axis=1)
    level_present = level_counts
    level_inner = np.lib.stride_tricks.sliding_window_view(level, half + 1)
    level_nansum = np.full(len(level), np.nan)
    with warnings.catch_warnings():
        # Windows of which all is missing give NaN.
        warnings.simplefilter("ignore", RuntimeWarning)
        level_nansum[half:] = np.nansum(level_inner, axis=1)
        for edge in range(half):
            level_nansum[edge] = np.nansum(level[max(0, edge - half) : edge + 1])
    for i in range(len(level)):
        sums.append((level_nansum[i], level_present[i]))
else:
    for i in range(len(level)):
        if i < half:
            a = 0
        else:
            a = i - half
        w = level[a : i + 1]
        sums.append((np.nansum(w), (~np.isnan(w)).sum()))
# %% a column by its name, a border that is cut off one before
import warnings
for x in ["temp"]:
    spread = []
    if len(df) and df[x].dtype == float and half >= 0 and len(df) >= 2 * half + 1 and len(df) * (2 * half + 1) < 50_000_000:
        x_windows = np.lib.stride_tricks.sliding_window_view(
            np.pad(df[x].to_numpy(), half, constant_values=np.nan), 2 * half + 1
        )
        x_there = ~np.isnan(x_windows)
        x_counts = x_there.sum(axis=1)
        x_present = x_counts
        x_inner = np.lib.stride_tricks.sliding_window_view(df[x].to_numpy(), 2 * half + 1)
        x_std = np.full(len(df), np.nan)
        with warnings.catch_warnings():
            # Windows of which all is missing give NaN.
            warnings.simplefilter("ignore", RuntimeWarning)
            x_std[half:len(df) - half] = np.nanstd(x_inner, axis=1, ddof=1)
            for edge in [*range(half), *range(len(df) - half, len(df))]:
                x_std[edge] = df[x].iloc[max(0, edge - half) : edge + half + 1].std()
        for i in range(len(df)):
            spread.append(x_std[i] if x_present[i] >= 3 else None)
    else:
        for i in range(len(df)):
            w = df[x].iloc[i - half if i > half else 0 : min(i + half, len(df) - 1) + 1]
            spread.append(w.std() if w.count() >= 3 else None)
    df[x + "_spread"] = spread
# %% in a function [function smoothed]
def smoothed(values, half):
    result = []
    if len(values) and half >= 0 and len(values) * (2 * half + 1) < 50_000_000:
        values_windows = np.lib.stride_tricks.sliding_window_view(
            np.pad(values, half, constant_values=np.nan), 2 * half + 1
        )
        values_there = ~np.isnan(values_windows)
        values_counts = values_there.sum(axis=1)
        values_count = values_counts.tolist()
        values_mean = np.full(len(values), np.nan)
        for many in np.unique(values_counts[values_counts > 0]):
            rows = values_counts == many
            values_2 = values_windows[rows][values_there[rows]].reshape(-1, many)
            values_mean[rows] = np.mean(values_2, axis=1)
        for i in range(len(values)):
            result.append(values_mean[i] if values_count[i] > 1 else 0.0)
    else:
        for i in range(len(values)):
            part = values[max(0, i - half) : min(len(values), i + half + 1)]
            good = part[~np.isnan(part)]
            result.append(good.mean() if len(good) > 1 else 0.0)
    return result
