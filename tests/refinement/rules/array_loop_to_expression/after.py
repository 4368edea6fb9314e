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
if len(out) and out.shape == a.shape == b.shape == (len(a),):
    out[:] = (a * b) + limit
else:
    for i in range(len(a)):
        out[i] = a[i] * b[i] + limit
# %% a temporary, a function, a size by name
out = np.empty(n)
if len(out) and out.shape == a.shape == b.shape == (n,) and not (((a - b) * (a - b)) < 0).any():
    out[:] = np.sqrt((a - b) * (a - b)) / b
else:
    for i in range(n):
        x = a[i] - b[i]
        out[i] = math.sqrt(x * x) / b[i]
# %% branches
out = np.zeros_like(a)
if len(out) and out.shape == a.shape == k.shape == (a.shape[0],):
    out[:] = np.where((a > limit) & (k != 3), a / limit, np.where(a > 1, k, 0.0))
else:
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
if len(bright) and bright.shape == mask.shape == image.shape == (image.shape[0], image.shape[1]) and not ((mask > 5) & (abs(image) > 1e100)).any():
    bright[:] = np.where(mask > 5, image ** 2, -image)
else:
    for i in range(image.shape[0]):
        for idx in range(image.shape[1]):
            bright[i, idx] = image[i, idx] ** 2 if mask[i][idx] > 5 else -image[i, idx]
# %% whole numbers
double = np.zeros(len(k), dtype=int)
if len(double) and double.shape == k.shape == (len(k),):
    double[:] = (2 * k) + 1
else:
    for i in range(len(k)):
        double[i] = 2 * k[i] + 1
# %% in a function [function scale]
def scale(v, w):
    out = np.zeros(len(v))
    if len(out) and out.shape == v.shape == w.shape == (len(v),):
        out[:] = v * w
    else:
        for i in range(len(v)):
            out[i] = v[i] * w[i]
    return out
