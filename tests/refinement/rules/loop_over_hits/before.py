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
for i in range(1, len(x) - 1):
    if x[i] > x[i - 1] and x[i] > x[i + 1]:
        # the first, or far enough from the last one
        if not peaks or i - peaks[-1] >= 5:
            peaks.append(i)
# %% one test of arrays beside one of what was found
last = -10
found = []
for i in range(len(x)):
    if x[i] > limit and i - last > 3:
        found.append((i, last))
        last = i
# %% rounds that are skipped
log = {}
for i in range(len(x)):
    if x[i] <= 0:
        continue
    key = int(labels[i])
    log.setdefault(key, []).append(round(math.sqrt(x[i]), 3))
# %% positions that are opened and closed
held = 0
trades = []
for t in range(1, len(y)):
    if held == 0 and y[t] > y[t - 1] + 1:
        held = 1
        trades.append(("buy", t))
    elif held == 1 and y[t] < y[t - 1] - 1:
        held = 0
        trades.append(("sell", t))
# %% elements of an array, with their number
lines = []
for idx, value in enumerate(x):
    if value > 1:
        lines.append(f"{idx}: {value:.2f}")
# %% elements of two arrays
pairs = {}
for a, b in zip(x, y):
    if a < -limit and b > 0:
        pairs[round(a, 2)] = b
# %% elements of a column
words = []
for value in column:
    if value > 1:
        words.append(str(value))
# %% the first that is far off
where = None
for i in range(len(x)):
    step = abs(x[i] - y[i])
    if step > 4:
        where = str(i)
        break
# %% in a function [function first_above]
def first_above(values, least):
    for i in range(len(values) - 1):
        if values[i] <= least < values[i + 1]:
            return f"from {i}"
    return None
# %% pairs in two loops
links = {}
for i in range(len(x)):
    for j in range(i + 1, len(x)):
        if distances[i, j] < 0.01:
            links.setdefault(i, []).append(j)
# %% places in a table
marks = []
for i in range(table.shape[0]):
    for j in range(table.shape[1]):
        if i == j:
            continue
        if table[i, j] < 0.02:
            marks.append(f"{i}-{j}")
