import numpy as np

whole = np.array([1, 2, 3])
table = np.zeros((2, 2))
names = ["a", "b"]


def last():
    return x[-1]
# %% used as a whole
x = np.array([1.0])
for i in range(4):
    x = np.append(x, x[-1] + x.sum())
# %% whole numbers, which may become floats
for i in range(4):
    whole = np.append(whole, whole[-1] + 0.5)
# %% grown by an array
x = np.array([1.0])
for i in range(4):
    x = np.append(x, x[-1] + np.ones(2))
# %% grown by what isn't known
x = np.array([1.0])
for name in names:
    x = np.append(x, len(x) * name)
# %% at two places
x = np.array([1.0])
for i in range(4):
    x = np.append(x, x[-1])
    x = np.append(x, x[-1] * 2)
# %% read by a function that is called
x = np.array([1.0])
for i in range(4):
    x = np.append(x, last() + x[-1])
# %% a slice
x = np.array([1.0, 2.0])
for i in range(4):
    x = np.append(x, sum(x[-2:]))
# %% along an axis
for i in range(3):
    table = np.append(table, [table[-1] + 1], axis=0)
# %% an element that is written
x = np.array([1.0])
for i in range(4):
    x[-1] = 2.0
    x = np.append(x, x[-1] + 1)
