import numpy as np

generator_ = np.random.default_rng(0)
x = generator_.normal(size=100_000)
y = generator_.normal(size=100_000)
k = generator_.integers(-50, 50, size=100_000)
grid = generator_.normal(size=(400, 300))
few = x[:50].copy()
CALLS = [(x, 3), (few, 2)]
# %% a sum in a cell
import numba
total = 0
@numba.njit(error_model="numpy", boundscheck=True)
def compiled_loop(total, x, y):
    for i in range(1, len(x)):
        # neighbours
        total += x[i] * y[i - 1]
    return total


if (
    type(total) is int and abs(total) < 2**31
    and type(x) is np.ndarray and x.dtype == np.float64
    and x.ndim == 1 and x.size >= 100_000
    and type(y) is np.ndarray and y.dtype == np.float64
    and y.ndim == 1 and y.size >= 100_000
):
    total = np.float64(compiled_loop(total, x, y))
else:
    for i in range(1, len(x)):
        # neighbours
        total += x[i] * y[i - 1]
# %% several results, an array that is filled, and whole numbers
import numba
level = np.zeros_like(x)
ups = 0
last = 0.0
@numba.njit(error_model="numpy", boundscheck=True)
def compiled_loop(k, last, level, ups, x, y):
    for i in range(len(x)):
        last = 0.9 * last + x[i] / y[i]
        level[i] = last
        if k[i] > 3 and last > 0:
            ups += 1
    return last, ups


if (
    type(k) is np.ndarray and k.dtype == np.int64
    and k.ndim == 1 and k.size >= 100_000
    and type(last) is float
    and type(level) is np.ndarray and level.dtype == np.float64
    and level.ndim == 1 and level.size >= 100_000
    and type(ups) is int and abs(ups) < 2**31
    and type(x) is np.ndarray and x.dtype == np.float64
    and x.ndim == 1 and x.size >= 100_000
    and type(y) is np.ndarray and y.dtype == np.float64
    and y.ndim == 1 and y.size >= 100_000
):
    last, ups = compiled_loop(k, last, level, ups, x, y)
    last = np.float64(last)
else:
    for i in range(len(x)):
        last = 0.9 * last + x[i] / y[i]
        level[i] = last
        if k[i] > 3 and last > 0:
            ups += 1
# %% a function [function smooth]
import numba

@numba.njit(error_model="numpy", boundscheck=True)
def smooth_compiled(values, width):
    """Running means."""
    n = len(values)
    out = np.zeros(n)
    for i in range(width, n):
        s = 0.0
        for j in range(i - width, i):
            s += values[j]
        out[i] = s * 0.5
    return out


def smooth(values, width):
    """Running means."""
    if (
        type(values) is np.ndarray and values.dtype == np.float64
        and values.ndim == 1 and values.size >= 100_000
        and type(width) is int and abs(width) < 2**31
    ):
        return smooth_compiled(values, width)
    n = len(values)
    out = np.zeros(n)
    for i in range(width, n):
        s = 0.0
        for j in range(i - width, i):
            s += values[j]
        out[i] = s * 0.5
    return out
# %% an array that is filled, with its length and its first element set before
import numba
n = len(x)
smoothed = np.zeros(n)
smoothed[0] = x[0]
@numba.njit(error_model="numpy", boundscheck=True)
def compiled_loop(n, smoothed, x):
    for i in range(1, n):
        smoothed[i] = 0.9 * smoothed[i - 1] + 0.1 * x[i]


if (
    type(n) is int and abs(n) < 2**31
    and type(smoothed) is np.ndarray and smoothed.dtype == np.float64
    and smoothed.ndim == 1 and smoothed.size >= 100_000
    and type(x) is np.ndarray and x.dtype == np.float64
    and x.ndim == 1 and x.size >= 100_000
):
    compiled_loop(n, smoothed, x)
else:
    for i in range(1, n):
        smoothed[i] = 0.9 * smoothed[i - 1] + 0.1 * x[i]
