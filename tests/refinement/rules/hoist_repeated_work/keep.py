import json
import math
import statistics

import numpy as np
import pandas as pd

df = pd.DataFrame({"price": [10.0, 20.5, 3.25, 8.0], "kind": ["a", "b", "c", "a"]})
values = [5.0, 3.5, 9.25, 1.0, 5.0, 7.5]
words = ["red", "Blue", "green", "red", "of"]
text = "The red fox, the blue sea and the green hills of home"
docs = ["a red fox", "blue sea", "green hills of home"]
counts = np.arange(12).reshape(3, 4) + 1
prices = {"a": 3, "b": 5, "c": 1}
settings = '{"low": 2, "high": 8}'
grid = [[1, 2, 3], [4, 5, 6]]
stream = iter(values)
# %% it changes in the loop
def mean(xs):
    return sum(xs) / len(xs)


for x in list(values):
    values.append(mean(values) + x)
# %% through a part of it
out = []
for row in grid:
    row[0] = 9
    out.append(sum(map(sum, grid)))
# %% through a view of it
out = []
for i in range(len(counts)):
    row = counts[i]
    row[0] = 50
    out.append(counts.max())
# %% it prints
def noisy(xs):
    print(len(xs))
    return sum(xs)


out = [x / noisy(values) for x in values]
# %% it is kept, and could be changed
def tally(xs):
    found = []
    for x in xs:
        found.append(x)
    return found


lists = [tally(values) for x in values]
# %% an iterator
out = [x + sum(stream) for x in values]
# %% random numbers
out = [x + np.random.permutation(values).max() for x in values]
# %% the loop may not reach it
def mean(xs):
    return sum(xs) / len(xs)


out = []
for x in values:
    if x > 8:
        out.append(mean(values))
# %% the loop may stop before
def mean(xs):
    return sum(xs) / len(xs)


out = []
for x in values:
    if x > 8:
        break
    out.append(mean(values))
# %% errors are caught
def mean(xs):
    return sum(xs) / len(xs)


out = []
for x in values:
    try:
        out.append(mean(values))
    except ZeroDivisionError:
        out.append(0)
# %% it depends on the loop
out = [max(len(w) for w in words if w > first) for first in sorted(words)[:-1]]
# %% another name for it
def mean(xs):
    return sum(xs) / len(xs)


other = values
for x in range(3):
    other.append(mean(values))
# %% once
def mean(xs):
    return sum(xs) / len(xs)


centre = mean(values)
# %% short
out = [x / len(values) for x in values]
# %% a generator that is used later
def mean(xs):
    return sum(xs) / len(xs)


later = (x - mean(values) for x in values)
values.append(3.0)
out = list(later)
# %% a function changes it
def mean(xs):
    return sum(xs) / len(xs)


def grow():
    values.append(1.0)


out = []
for i in range(3):
    grow()
    out.append(mean(values))
# %% an iterator as the loop's
def mean(xs):
    return sum(xs) / len(xs)


out = [x - mean(values) for x in stream]
# %% pairs of lists that could be changed
def joined(pairs):
    return [[low, high] for low, high in pairs]


for x in values:
    for low, high in joined([([1], 2), ([4], 6)]):
        low.append(x)
