"""Pupil multiplies matrices without numpy; the size is a parameter.

family: cubic
small: size = 10
"""
# %% setup
import random

size = 430
# %% cell
r = random.Random(152)
a = [[r.random() for _ in range(size)] for _ in range(size)]
b = [[r.random() for _ in range(size)] for _ in range(size)]
c = [[0.0] * size for _ in range(size)]
for i in range(size):
    for j in range(size):
        s = 0.0
        for k in range(size):
            s += a[i][k] * b[k][j]
        c[i][j] = s
trace = sum(c[i][i] for i in range(size))
