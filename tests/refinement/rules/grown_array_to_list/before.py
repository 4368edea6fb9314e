import numpy as np

t0 = np.array([0.0])
values = [1.5, -2.0, 3.25]
rate = 0.5
count = 6
CALLS = [(3,), (0,), (1,)]
# %% two that need each other
def slope(x, v, k=2.0):
    return -k * x - 0.1 * v
x = np.array([1.0])
v = np.array([0.0])
for i in range(count):
    a = slope(x[-1], v[-1])
    v = np.append(v, v[-1] + a * 0.1)
    x = np.append(x, x[-1] + v[-1] * 0.1)
# %% until a time
t = np.array([0.0])
while t[-1] < 1:
    t = np.append(t, t[-1] + rate / 4)
# %% by the length
grown = np.zeros(2)
for value in values:
    if len(grown) < 4:
        grown = np.append(grown, [grown[len(grown) - 1] + grown[0] + 1])
# %% of the notebook
for i in range(count):
    t0 = np.append(t0, t0[i] + 1)
# %% in a function [function path]
def path(n):
    y = np.ones(1)
    for i in range(n):
        y = np.append(y, y[-1] * 1.5)
    return y
