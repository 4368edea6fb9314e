import numba
import numpy as np
from numba import njit

x = np.random.default_rng(0).normal(size=50)
shared = np.zeros(50)
CALLS = [(x, 3)]
# %% a running total
@njit
def totals(x):
    out = np.empty(len(x))
    total = 0.0
    for i in range(len(x)):
        total += x[i]
        out[i] = total
    return out


out = totals(x)
# %% each round reads what the one before wrote
@njit
def decayed(x):
    out = np.zeros(len(x))
    for i in range(1, len(x)):
        out[i] = 0.5 * out[i - 1] + x[i]
    return out


out = decayed(x)
# %% places that rounds share
@njit
def histogram(x, bins):
    out = np.zeros(bins)
    for i in range(len(x)):
        at = int(abs(x[i]) * 10) % bins
        out[at] += 1
    return out


out = histogram(x, 4)
# %% the array is the caller's: it may be the one that is read
@njit
def shifted(x, out):
    for i in range(1, len(x)):
        out[i] = x[i - 1]
    return out


out = shifted(x, x)
# %% another name of the array that is filled
@njit
def twice(x):
    out = np.zeros(len(x))
    other = out
    for i in range(1, len(x)):
        out[i] = other[i - 1] + x[i]
    return out


out = twice(x)
# %% a round's name for a place of another one
@njit
def rows(x):
    out = np.zeros((len(x), 2))
    for i in range(1, len(x)):
        row = out[i]
        row[0] = out[i - 1, 1] + x[i]
        out[i, 1] = row[0]
    return out


out = rows(x)
# %% the last round's value is used afterwards
@njit
def last(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        y = x[i] * 2
        out[i] = y
    return out, y


out = last(x)
# %% it may end early
@njit
def until(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        if x[i] > 1.5:
            break
        out[i] = x[i]
    return out


out = until(x)
# %% bounds are checked, which shared rounds can't report
@numba.njit(boundscheck=True)
def checked(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = x[i] * 2
    return out


out = checked(x)
# %% parallel already
@numba.njit(parallel=True)
def already(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = x[i] * 2
    return out


out = already(x)
# %% random numbers have one order
@njit
def drawn(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = x[i] + np.random.random()
    return out


out = drawn(np.zeros(3)) * 0
# %% not compiled
def plain(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = x[i] * 2
    return out


out = plain(x)
