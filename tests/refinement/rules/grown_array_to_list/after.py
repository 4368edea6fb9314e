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
v_list = list(v)
x_list = list(x)
for i in range(count):
    a = slope(x_list[-1], v_list[-1])
    v_list.append(np.float64(v_list[-1] + a * 0.1))
    x_list.append(np.float64(x_list[-1] + v_list[-1] * 0.1))
if len(v_list) > len(v):
    v = np.array(v_list)
if len(x_list) > len(x):
    x = np.array(x_list)
# %% until a time
t = np.array([0.0])
t_list = list(t)
while t_list[-1] < 1:
    t_list.append(np.float64(t_list[-1] + rate / 4))
if len(t_list) > len(t):
    t = np.array(t_list)
# %% by the length
grown = np.zeros(2)
grown_list = list(grown)
for value in values:
    if len(grown_list) < 4:
        grown_list.append(np.float64(grown_list[len(grown_list) - 1] + grown_list[0] + 1))
if len(grown_list) > len(grown):
    grown = np.array(grown_list)
# %% of the notebook
t0_list = list(t0)
for i in range(count):
    t0_list.append(np.float64(t0_list[i] + 1))
if len(t0_list) > len(t0):
    t0 = np.array(t0_list)
# %% in a function [function path]
def path(n):
    y = np.ones(1)
    y_list = list(y)
    for i in range(n):
        y_list.append(np.float64(y_list[-1] * 1.5))
    if len(y_list) > len(y):
        y = np.array(y_list)
    return y
