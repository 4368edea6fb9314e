import math

import numpy as np
import pandas as pd

generator_ = np.random.default_rng(0)
x = generator_.normal(size=80)
y = generator_.normal(size=80).cumsum()
labels = generator_.integers(0, 4, 80)
column = pd.Series(generator_.normal(size=80))
distances = np.abs(x[:, None] - x)
table = np.abs(np.subtract.outer(x, y))
limit = 0.5
CALLS = [(x, 0.2), (y, 0.0), (np.ones(40), 1.0), (np.zeros(0), 1.0)]
# %% peaks that are some places apart
peaks = []
# the first, or far enough from the last one
if len(x) > 2:
    hits = np.flatnonzero((x[1:-1] > x[:-2]) & (x[1:-1] > x[2:]))
    for i in (hits + 1).tolist():
        if not peaks or i - peaks[-1] >= 5:
            peaks.append(i)
    i = len(x) - 2
# %% one test of arrays beside one of what was found
last = -10
found = []
if len(x) > 0:
    hits = np.flatnonzero(x > limit)
    for i in hits.tolist():
        if i - last > 3:
            found.append((i, last))
            last = i
    i = len(x) - 1
# %% rounds that are skipped
log = {}
if len(x) > 0:
    hits = np.flatnonzero(~(x <= 0))
    for i in hits.tolist():
        key = int(labels[i])
        log.setdefault(key, []).append(round(math.sqrt(x[i]), 3))
    i = len(x) - 1
# %% positions that are opened and closed
held = 0
trades = []
if len(y) > 1:
    hits = np.flatnonzero((y[1:] > y[:-1] + 1) | (y[1:] < y[:-1] - 1))
    for t in (hits + 1).tolist():
        if held == 0 and y[t] > y[t - 1] + 1:
            held = 1
            trades.append(("buy", t))
        elif held == 1 and y[t] < y[t - 1] - 1:
            held = 0
            trades.append(("sell", t))
    t = len(y) - 1
# %% elements of an array, with their number
lines = []
if len(x) > 0:
    hits = np.flatnonzero(x > 1)
    for idx, value in zip(hits.tolist(), x[hits]):
        lines.append(f"{idx}: {value:.2f}")
    idx = len(x) - 1
    value = x[-1]
# %% elements of two arrays
pairs = {}
if len(x) > 0 and len(x) == len(y):
    hits = np.flatnonzero((x < -limit) & (y > 0))
    for a, b in zip(x[hits], y[hits]):
        pairs[round(a, 2)] = b
    a = x[-1]
    b = y[-1]
else:
    for a, b in zip(x, y):
        if a < -limit and b > 0:
            pairs[round(a, 2)] = b
# %% elements of a column
words = []
if len(column) > 0 and column.index.equals(column.reset_index(drop=True).index):
    hits = np.flatnonzero(column.to_numpy() > 1)
    for value in column.to_numpy()[hits].tolist():
        words.append(str(value))
    value = column.to_numpy()[-1].item()
else:
    for value in column:
        if value > 1:
            words.append(str(value))
# %% the first that is far off
where = None
if len(x) > 0 and len(x) <= len(y):
    hits = np.flatnonzero(np.abs(x - y[:len(x)]) > 4)
    for i in hits.tolist():
        step = abs(x[i] - y[i])
        where = str(i)
        break
    else:
        i = len(x) - 1
        step = abs(x[i] - y[i])
else:
    for i in range(len(x)):
        step = abs(x[i] - y[i])
        if step > 4:
            where = str(i)
            break
# %% in a function [function first_above]
def first_above(values, least):
    if (
        type(values) is np.ndarray and values.dtype == np.float64 and values.ndim == 1
        and type(least) is float
        and len(values) > 1
    ):
        hits = np.flatnonzero((values[:-1] <= least) & (least < values[1:]))
        for i in hits.tolist():
            return f"from {i}"
    else:
        for i in range(len(values) - 1):
            if values[i] <= least < values[i + 1]:
                return f"from {i}"
    return None
# %% pairs in two loops
links = {}
if (
    len(x) > 0
    and len(x) * (len(x) - 1) <= 2**25
    and len(x) <= len(distances)
    and len(x) <= distances.shape[1]
    and len(x) > 1
):
    hits = np.argwhere((np.arange(1, len(x)) >= (np.arange(len(x)) + 1)[:, None]) & (distances[:len(x), 1:len(x)] < 0.01))
    for i, j in (hits + [0, 1]).tolist():
        links.setdefault(i, []).append(j)
    i = len(x) - 1
    j = len(x) - 1
else:
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            if distances[i, j] < 0.01:
                links.setdefault(i, []).append(j)
# %% places in a table
marks = []
if table.shape[0] > 0 and table.shape[0] * table.shape[1] <= 2**25 and table.shape[1] > 0:
    hits = np.argwhere(~(np.arange(table.shape[0])[:, None] == np.arange(table.shape[1])) & (table < 0.02))
    for i, j in hits.tolist():
        marks.append(f"{i}-{j}")
    i = table.shape[0] - 1
    j = table.shape[1] - 1
else:
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            if i == j:
                continue
            if table[i, j] < 0.02:
                marks.append(f"{i}-{j}")
