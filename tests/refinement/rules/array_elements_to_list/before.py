import math

import numpy as np

a = np.sin(np.arange(200.0) * 7) * 100
b = np.cos(np.arange(200.0) * 5) * 50
whole = np.arange(100) * 37 % 23
short = np.arange(5.0)
table = np.arange(600.0).reshape(100, 6)
counts = [0] * 23
# %% peaks
peaks = []
for i in range(1, len(a) - 1):
    if a[i] > a[i - 1] and a[i] > a[i + 1]:
        peaks.append(i)
# %% two arrays, with arithmetic in the test
near = 0
for i in range(len(a)):
    if not (a[i] - b[i] > 20 or a[i] * 2.0 < -b[i]):
        near += 1
# %% whole numbers as places
for i in range(len(whole)):
    counts[whole[i]] += 1
# %% converted
total = 0.0
for i in range(a.size):
    total += math.sqrt(float(a[i]) ** 2 + 1) + math.floor(b[i])
# %% while it lasts
i = 0
while i < len(a) and a[i] < 90:
    i += 1
# %% pairs
n = 0
for i in range(60):
    for r in range(i + 1, 60):
        if a[i] > a[r]:
            n += 1
# %% crossings, counted from the end
n = 0
for i in range(1, len(a)):
    n += 1 if a[-i] < b[-i] else 0
# %% slices beside the elements
events = []
inside = False
for i in range(len(a)):
    if a[i] > 40 and not inside:
        inside = True
        start = i
    elif a[i] <= 40 and inside:
        inside = False
        part = a[start:i]
        events.append((start, i, part.max()))
# %% compared with a number of numpy's
limit = a.mean() + a.std()
n = 0
for i in range(1, len(a)):
    if a[i] > limit and a[i - 1] <= limit:
        n += 1
# %% a sign that changes
turns = 0
for i in range(1, len(a)):
    if (a[i - 1] < 0) != (a[i] < 0):
        turns += 1
        last = i
