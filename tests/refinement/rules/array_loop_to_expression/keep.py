import math

import numpy as np

a = np.array([1.5, 2.0, 3.25, 4.0, 0.5])
b = np.array([2.0, 0.5, 1.0, 8.0, 0.25])
k = np.array([1, 2, 3, 4, 5])
image = np.arange(12.0).reshape(4, 3)
mask = np.arange(12).reshape(4, 3)
n = len(a)
limit = 2.0
# %% an earlier element
out = np.zeros(len(a))
for i in range(1, len(a)):
    out[i] = out[i - 1] + a[i]
# %% its own element
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = out[i] + a[i]
# %% an array that was there
for i in range(len(a)):
    a[i] = a[i] * 2
# %% the index itself
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = i * 2.0
# %% another effect
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = a[i] * 2
    print(i)
# %% left early
out = np.zeros(len(a))
for i in range(len(a)):
    if a[i] > limit:
        break
    out[i] = a[i] * 2
# %% floats into whole numbers
out = np.zeros(len(a), dtype=int)
for i in range(len(a)):
    out[i] = a[i] * 2
# %% a constant
out = np.zeros(len(a))
for i in range(len(a)):
    out[i] = 1.0
# %% the temporary is used afterwards
out = np.zeros(len(a))
for i in range(len(a)):
    last = a[i]
    out[i] = last * 2
print(last)
# %% two names for one array
out = other = np.zeros(len(a))
for i in range(len(a)):
    out[i] = a[i] * 2
