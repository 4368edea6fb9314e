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
a_list = a.tolist()
for i in range(1, len(a) - 1):
    if a_list[i] > a_list[i - 1] and a_list[i] > a_list[i + 1]:
        peaks.append(i)
# %% two arrays, with arithmetic in the test
near = 0
a_list = a.tolist()
b_list = b.tolist()
for i in range(len(a)):
    if not (a_list[i] - b_list[i] > 20 or a_list[i] * 2.0 < -b_list[i]):
        near += 1
# %% whole numbers as places
whole_list = whole.tolist()
for i in range(len(whole)):
    counts[whole_list[i]] += 1
# %% converted
total = 0.0
a_list = a.tolist()
b_list = b.tolist()
for i in range(a.size):
    total += math.sqrt(float(a_list[i]) ** 2 + 1) + math.floor(b_list[i])
# %% while it lasts
i = 0
a_list = a.tolist()
while i < len(a) and a_list[i] < 90:
    i += 1
# %% pairs
n = 0
a_list = a.tolist()
for i in range(60):
    for r in range(i + 1, 60):
        if a_list[i] > a_list[r]:
            n += 1
# %% crossings, counted from the end
n = 0
a_list = a.tolist()
b_list = b.tolist()
for i in range(1, len(a)):
    n += 1 if a_list[-i] < b_list[-i] else 0
# %% slices beside the elements
events = []
inside = False
a_list = a.tolist()
for i in range(len(a)):
    if a_list[i] > 40 and not inside:
        inside = True
        start = i
    elif a_list[i] <= 40 and inside:
        inside = False
        part = a[start:i]
        events.append((start, i, part.max()))
# %% compared with a number of numpy's
limit = a.mean() + a.std()
n = 0
a_list = a.tolist()
limit_float = float(limit)
for i in range(1, len(a)):
    if a_list[i] > limit_float and a_list[i - 1] <= limit_float:
        n += 1
# %% a sign that changes
turns = 0
a_list = a.tolist()
for i in range(1, len(a)):
    if (a_list[i - 1] < 0) != (a_list[i] < 0):
        turns += 1
        last = i
