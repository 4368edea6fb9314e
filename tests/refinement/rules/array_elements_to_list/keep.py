import math

import numpy as np

a = np.sin(np.arange(200.0) * 7) * 100
b = np.cos(np.arange(200.0) * 5) * 50
whole = np.arange(100) * 37 % 23
short = np.arange(5.0)
table = np.arange(600.0).reshape(100, 6)
counts = [0] * 23
# %% an element that is kept
out = []
for i in range(len(a)):
    if a[i] > 0:
        out.append(a[i])
# %% a test that is kept
flags = []
for i in range(len(a)):
    flags.append(a[i] > 0)
# %% summed
total = 0
for i in range(len(a)):
    total += a[i]
# %% divided by
n = 0
for i in range(len(a)):
    if 1 / a[i] > 0.5:
        n += 1
# %% whole numbers that may overflow
n = 0
for i in range(len(whole)):
    if whole[i] * 2 > 20:
        n += 1
# %% changed in the loop
for i in range(1, len(a)):
    if a[i] < 0:
        a[i] = 0.0
# %% by another name
view = a
for i in range(1, len(a)):
    if a[i] < 0:
        view[i - 1] = 0.0
# %% by a view of it
part = a[1:]
for i in range(1, len(a) - 1):
    if a[i] < 0:
        part[i] = 0.0
# %% a slice
n = 0
for i in range(len(a)):
    if (a[i:] > 0).all():
        n += 1
# %% several axes
n = 0
for i in range(len(table)):
    if table[i, 0] > 5:
        n += 1
# %% short
n = 0
for i in range(len(short)):
    if short[i] > 2:
        n += 1
# %% a dict's key
seen = {}
for i in range(len(whole)):
    seen[whole[i]] = i
# %% printed
for i in range(3):
    print(a[i])
# %% handed on
def sign(x):
    return x


n = 0
for i in range(len(a)):
    if sign(a)[i] > 0 and a[i] < 3:
        n += 1
# %% places that aren't known to be whole
n = 0
for place in [a > 0, b > 0]:
    if a[place].size > 3:
        n += 1
# %% a slice by which the array is changed
n = 0
for i in range(3, len(a)):
    if a[i] > 3:
        part = a[i - 3:i]
        part += 1.0
