import numpy as np

generator_ = np.random.default_rng(0)
x = generator_.normal(size=100_000)
y = generator_.normal(size=100_000)
k = generator_.integers(-50, 50, size=100_000)
grid = generator_.normal(size=(400, 300))
few = x[:50].copy()
CALLS = [(x, 3), (few, 2)]
# %% a sum in a cell
total = 0
for i in range(1, len(x)):
    # neighbours
    total += x[i] * y[i - 1]
# %% several results, an array that is filled, and whole numbers
level = np.zeros_like(x)
ups = 0
last = 0.0
for i in range(len(x)):
    last = 0.9 * last + x[i] / y[i]
    level[i] = last
    if k[i] > 3 and last > 0:
        ups += 1
# %% a function [function smooth]
def smooth(values, width):
    """Running means."""
    n = len(values)
    out = np.zeros(n)
    for i in range(width, n):
        s = 0.0
        for j in range(i - width, i):
            s += values[j]
        out[i] = s * 0.5
    return out
# %% an array that is filled, with its length and its first element set before
n = len(x)
smoothed = np.zeros(n)
smoothed[0] = x[0]
for i in range(1, n):
    smoothed[i] = 0.9 * smoothed[i - 1] + 0.1 * x[i]
