import numba
import numpy as np
from numba import njit

generator_ = np.random.default_rng(0)
x = generator_.normal(size=300)
points = generator_.normal(size=(60, 3))
CALLS = [(x, 7), (x[:9].copy(), 2)]
# %% running means, called in the cell
@numba.njit(parallel=True)
def smoothed(x, width):
    out = np.empty(len(x))
    for i in numba.prange(len(x)):
        total = 0.0
        # wraps around
        for j in range(width):
            total += x[(i + j) % len(x)]
        out[i] = total / width
    return out


means = smoothed(x, 5)
# %% a column each, an array of the round's own, two loops
@numba.njit(parallel=True)
def ranks(points):
    out = np.zeros((points.shape[1], points.shape[0]), dtype=np.int64)
    for i in numba.prange(points.shape[0]):
        below = np.zeros(points.shape[1])
        for j in range(points.shape[0]):
            for k in range(points.shape[1]):
                if points[j, k] < points[i, k]:
                    below[k] += 1
        for k in range(points.shape[1]):
            out[k, i] = int(below[k])
    halves = np.empty(points.shape[0])
    for i in numba.prange(1, points.shape[0]):
        halves[i] = points[i, 0] / 2 + points[i - 1, 0]
    halves[0] = 0.0
    return out, halves


order, halves = ranks(points)
# %% a function of its own, whose options are kept [function smooth]
import numba
import numpy as np


@numba.njit(cache=False, fastmath=False, parallel=True)
def smooth(values, width):
    out = np.zeros(len(values))
    for at in numba.prange(len(values)):
        if values[at] > 2:
            continue
        low = max(0, at - width)
        best = values[at]
        while low < at:
            best = max(best, values[low])
            low += 1
        out[at] = best
    return out
