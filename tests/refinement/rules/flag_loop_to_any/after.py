import numpy as np

a = np.linspace(-3.0, 8.0, 300)
k = np.arange(300) % 17
groups = [np.linspace(0.0, i, 200) for i in range(6)]
grid = np.linspace(0.0, 9.0, 1200).reshape(4, 300)
low, high = -1.0, 7.5
# %% a flag
bad = False
if type(a) is np.ndarray and a.ndim == 1 and a.dtype == np.float64:
    if ((a < low) | (a > high)).any():
        bad = True
else:
    for x in a:
        if x < low or x > high:
            bad = True
            break
# %% arrays in a list
found = []
for i, group in enumerate(groups):
    fine = True
    if type(group) is np.ndarray and group.ndim == 1 and group.dtype == np.float64:
        if (~((0 <= group) & (group <= 4.5))).any():
            fine = False
    else:
        for x in group:
            if not (0 <= x <= 4.5):
                fine = False
                break
    found.append(fine)
# %% rows, of which each has its count
counts = []
for row in grid:
    w = 0
    if type(row) is np.ndarray and row.ndim == 1 and row.dtype == np.float64:
        w += int(((row > 2.5) & (row != 4)).sum())
    else:
        for x in row:
            if x > 2.5 and x != 4:
                w += 1
    counts.append(w)
# %% whole numbers
seen = "no"
if type(k) is np.ndarray and k.ndim == 1 and k.dtype == np.int64:
    if (k == 16).any():
        seen = "yes"
else:
    for value in k:
        if value == 16:
            seen = "yes"
            break
# %% a row that has a name
found = []
for i in range(len(grid)):
    row = grid[i]
    fine = True
    if type(row) is np.ndarray and row.ndim == 1 and row.dtype == np.float64:
        if (row > 7).any():
            fine = False
    else:
        for x in row:
            if x > 7:
                fine = False
                break
    found.append(fine)
