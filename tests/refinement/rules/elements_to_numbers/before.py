import numpy as np
import pandas as pd

generator_ = np.random.default_rng(3)
signal = generator_.normal(5, 4, size=90)
signal[[7, 30]] = np.nan
other = generator_.normal(5, 4, size=90)
codes = generator_.integers(-4, 9, size=60)
grid = generator_.normal(size=(8, 6))
CALLS = [(signal, other), (signal[:1], other[:1]), (signal[:0], other[:0]), ([1.0, 7.5], [3, 4])]
# %% events, whose values are kept
events = []
begin = None
missing = 0
for i in range(signal.shape[0]):
    value = signal[i]
    if np.isnan(value):
        missing += 1
        continue
    if value > 7 and begin is None:
        begin = i
        w = value
    elif begin is not None:
        if value > w:
            w = value
        if value < 5.0:
            events.append((begin, i, w))
            begin = None
# %% in a function, whose arguments may be anything [function classes]
import numpy as np

def classes(direction, speed):
    found = {}
    table = np.zeros((4, 3))
    for i in range(len(direction)):
        d, v = direction[i], speed[i]
        w = speed[i]
        if np.isnan(d) or np.isnan(w):
            continue
        sector = int((direction[i] % 8) / 2.5)
        table[sector, 0] = w * 2
        found.setdefault(sector, []).append(w)
    return found, table
# %% where either's number may come out it is made of numpy's
largest = []
for i in range(1, len(other)):
    value = other[i] - other[i - 1]
    if abs(value) > 3 and not value < 0 and other[i] ** 2 > 4:
        largest.append(max(value, 0.5))
        print(f"{value:.2f}", int(other[i]), other[i] / other[i - 1])
# %% whole numbers
streak = 0
longest = {}
for i in range(1, len(codes)):
    if codes[i] == codes[i - 1] or codes[i] == codes[i - 1] + 1:
        streak += 1
    elif streak:
        longest[codes[i]] = streak
        streak = 0
# %% in two dimensions
peaks = []
for r in range(1, grid.shape[0] - 1):
    for j in range(1, grid.shape[1] - 1):
        value = grid[r, j]
        if value > grid[r - 1, j] and value > grid[r + 1, j] and value > grid[r][j - 1]:
            peaks.append((r, j, value))
# %% while
at = 0
rises = []
while at + 1 < len(other):
    if other[at + 1] > other[at] and other[at] > 0:
        rises.append(other[at + 1] - other[at])
    at += 1
