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
signal_list = signal.tolist()
for i in range(signal.shape[0]):
    plain_value = signal_list[i]
    if plain_value != plain_value:
        missing += 1
        continue
    if plain_value > 7 and begin is None:
        begin = i
        w = np.float64(plain_value)
    elif begin is not None:
        if plain_value > w:
            w = np.float64(plain_value)
        if plain_value < 5.0:
            events.append((begin, i, w))
            begin = None
# %% in a function, whose arguments may be anything [function classes]
import numpy as np

def classes(direction, speed):
    found = {}
    table = np.zeros((4, 3))
    if (
        all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 1 for array in (direction, speed))
    ):
        direction_list = direction.tolist()
        speed_list = speed.tolist()
        for i in range(len(direction)):
            d, v = np.float64(direction_list[i]), np.float64(speed_list[i])
            w = speed_list[i]
            if np.isnan(d) or w != w:
                continue
            sector = int((direction_list[i] % 8) / 2.5)
            table[sector, 0] = w * 2
            found.setdefault(sector, []).append(np.float64(w))
    else:
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
other_list = other.tolist()
for i in range(1, len(other)):
    plain_value = other_list[i] - other_list[i - 1]
    if abs(plain_value) > 3 and not plain_value < 0 and (other_list[i] * other_list[i]) > 4:
        largest.append(max(np.float64(plain_value), 0.5))
        print(f'{plain_value:.2f}', int(other_list[i]), np.float64(other_list[i]) / np.float64(other_list[i - 1]))
# %% whole numbers
streak = 0
longest = {}
codes_list = codes.tolist()
for i in range(1, len(codes)):
    if codes_list[i] == codes_list[i - 1] or codes_list[i] == np.int64(codes_list[i - 1]) + 1:
        streak += 1
    elif streak:
        longest[np.int64(codes_list[i])] = streak
        streak = 0
# %% in two dimensions
peaks = []
grid_list = grid.tolist()
for r in range(1, grid.shape[0] - 1):
    for j in range(1, grid.shape[1] - 1):
        plain_value = grid_list[r][j]
        if plain_value > grid_list[r - 1][j] and plain_value > grid_list[r + 1][j] and plain_value > grid_list[r][j - 1]:
            peaks.append((r, j, np.float64(plain_value)))
# %% while
at = 0
rises = []
other_list = other.tolist()
while at + 1 < len(other):
    if other_list[at + 1] > other_list[at] and other_list[at] > 0:
        rises.append(np.float64(other_list[at + 1] - other_list[at]))
    at += 1
