a = [[((i * 31 + k * 17) % 23) / 7 - 1 for k in range(18)] for i in range(20)]
b = [[((k * 13 + j * 29) % 19) / 3 - 2 for j in range(17)] for k in range(18)]
# %% a matrix that isn't empty
c = [[1.0] * 17 for _ in range(20)]
for i in range(20):
    for j in range(17):
        for k in range(18):
            c[i][j] += a[i][k] * b[k][j]
# %% one row in all places
c = [[0.0] * 17] * 20
for i in range(20):
    for j in range(17):
        for k in range(18):
            c[i][j] += a[i][k] * b[k][j]
# %% rows of the second matrix
c = [[sum(a[i][k] * a[j][k] for k in range(18)) for j in range(20)] for i in range(20)]
# %% a sum that starts elsewhere
c = []
for i in range(20):
    line = []
    for j in range(17):
        s = 1
        for k in range(18):
            s += a[i][k] * b[k][j]
        line.append(s)
    c.append(line)
# %% a list that holds something
c = [[0.0]]
for row in a:
    c.append([sum(x * y for x, y in zip(row, col)) for col in zip(*b)])
# %% what is read afterwards
c = []
for row in a:
    c.append([sum(x * y for x, y in zip(row, col)) for col in zip(*b)])
last = row
# %% arrays
import numpy as np

u = np.array(a)
v = np.array(b)
c = [[sum(x * y for x, y in zip(row, col)) for col in zip(*v)] for row in u]
# %% loop variables that have an older value
for i in range(3):
    first = i
c = [[0.0] * 17 for _ in range(20)]
for i in range(20):
    for j in range(17):
        for k in range(18):
            c[i][j] += a[i][k] * b[k][j]
