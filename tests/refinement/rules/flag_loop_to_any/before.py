import numpy as np

a = np.linspace(-3.0, 8.0, 300)
k = np.arange(300) % 17
groups = [np.linspace(0.0, i, 200) for i in range(6)]
grid = np.linspace(0.0, 9.0, 1200).reshape(4, 300)
low, high = -1.0, 7.5
# %% a flag
bad = False
for x in a:
    if x < low or x > high:
        bad = True
        break
# %% arrays in a list
found = []
for i, group in enumerate(groups):
    fine = True
    for x in group:
        if not (0 <= x <= 4.5):
            fine = False
            break
    found.append(fine)
# %% rows, of which each has its count
counts = []
for row in grid:
    w = 0
    for x in row:
        if x > 2.5 and x != 4:
            w += 1
    counts.append(w)
# %% whole numbers
seen = "no"
for value in k:
    if value == 16:
        seen = "yes"
        break
# %% a row that has a name
found = []
for i in range(len(grid)):
    row = grid[i]
    fine = True
    for x in row:
        if x > 7:
            fine = False
            break
    found.append(fine)
