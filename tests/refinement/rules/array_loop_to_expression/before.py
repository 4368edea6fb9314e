import math

import numpy as np

a = np.array([1.5, 2.0, 3.25, 4.0, 0.5])
b = np.array([2.0, 0.5, 1.0, 8.0, 0.25])
k = np.array([1, 2, 3, 4, 5])
image = np.arange(12.0).reshape(4, 3)
mask = np.arange(12).reshape(4, 3)
n = len(a)
limit = 2.0
CALLS = [(np.ones(3), np.arange(3.0)), (np.ones(2), np.arange(3.0)), (np.ones(0), np.ones(0))]
# %% arithmetic
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = a[i] * b[i] + limit
# %% a temporary, a function, a size by name
out = np.empty(n)
for i in range(n):
    x = a[i] - b[i]
    out[i] = math.sqrt(x * x) / b[i]
# %% branches
out = np.zeros_like(a)
for i in range(a.shape[0]):
    # by size
    if a[i] > limit and k[i] != 3:
        out[i] = a[i] / limit
    elif a[i] > 1:
        out[i] = k[i]
    else:
        out[i] = 0.0
# %% two axes
bright = np.zeros((4, 3))
for i in range(image.shape[0]):
    for idx in range(image.shape[1]):
        bright[i, idx] = image[i, idx] ** 2 if mask[i][idx] > 5 else -image[i, idx]
# %% whole numbers
double = np.zeros(len(k), dtype=int)
for i in range(len(k)):
    double[i] = 2 * k[i] + 1
# %% in a function [function scale]
def scale(v, w):
    out = np.zeros(len(v))
    for i in range(len(v)):
        out[i] = v[i] * w[i]
    return out
