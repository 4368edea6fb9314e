import numpy as np
left = [i * i % 7 for i in range(40)]
right = [i % 7 for i in range(50)]
table = [np.arange(1), np.arange(1)]
CALLS = [("abcde", "abxde"), ("", "x"), ("ab", "abcd")]
# %% another test
distance = sum(1 for x, y in zip(left, right) if x != y and x > 2)
# %% three
alike = sum(1 for x, y, z in zip(left, right, left) if x == y)
# %% with itself
alike = sum(left[i] == left[i] for i in range(len(left)))
# %% other places
alike = sum(left[i] == right[i + 1] for i in range(len(left)))
# %% arrays
alike = sum(1 for x, y in zip(table, table[:]) if x == y)
# %% a variable is read afterwards [function last]
def last(a, b):
    n, x = 0, ""
    for x, y in zip(a, b):
        if x != y:
            n += 1
    return n, x
# %% less
below = sum(1 for x, y in zip(left, right) if x < y)
