import math

import numpy as np
import pandas as pd

generator_ = np.random.default_rng(0)
a = generator_.normal(size=60)
b = generator_.normal(size=60)
image = generator_.normal(size=(20, 25))
counts = generator_.integers(1, 9, (10, 12))
frame = pd.DataFrame({"p": generator_.normal(size=60), "q": generator_.integers(1, 9, 60)})
numbers = [i * 0.37 - 5.0 for i in range(60)]
whole = [i * i % 17 for i in range(60)]
square = [[i * 0.5 + k for k in range(20)] for i in range(20)]
CALLS = [(a, b), (b, a), (np.ones(3), np.ones(3)), (np.ones(0), np.ones(0))]
# %% a list of numpy's numbers
out = [x * 2 + 1 for x in a]
# %% neighbours
steps = [a[i + 1] - a[i] for i in range(len(a) - 1)]
# %% a scalar product
total = sum(x * w for x, w in zip(a, b))
# %% an outer product
grid = np.array([[x * w for w in counts[0]] for x in counts[1]])
# %% a table
table = [[image[i, idx] * 2 for idx in range(image.shape[1])] for i in range(image.shape[0])]
# %% counted
n = sum(1 for x in a if x > 0)
m = sum(x > 0 for x in a)
# %% the greatest difference
gap = max(abs(x - w) for x, w in zip(a, b))
# %% all of them
fine = all(x > -10 for x in a)
# %% some of them, and where they are
high = [x for x in a if x > 0]
where = [i for i, x in enumerate(a) if x > 1]
# %% an array, of a function of math
bell = np.array([math.exp(-x * x) for x in a])
# %% words
signs = ["up" if x > 0 else "down" for x in a]
# %% a list, with much to do
waves = [math.sin(x) * math.cos(x) + math.sqrt(abs(x)) for x in numbers]
# %% flattened
positive = [image[i, idx] for i in range(20) for idx in range(25) if image[i, idx] > 0]
# %% windows
means = [np.mean(a[i : i + 5]) for i in range(len(a) - 4)]
# %% columns of an array
spreads = np.array([image[:, idx].std() for idx in range(image.shape[1])])
# %% columns of a frame
costs = [math.sqrt(w) * x for x, w in zip(frame["p"], frame["q"])]
# %% distances between all numbers of a list
apart = [[abs(x - w) for w in whole] for x in whole]
# %% a copy
again = np.array([x for x in frame["p"]])
# %% in a function [function correlation]
def correlation(v, w):
    n = len(v)
    return sum(v[i] * w[i] for i in range(n)) / max(n, 1)
# %% rows of an array in a loop
spreads = []
for i in range(len(image)):
    row = image[i]
    part = sum(row) / len(row)
    spreads.append(sum((x - part) ** 2 for x in row) / len(row))
# %% columns of a frame by their labels, of two types
moments = {}
for value in frame.columns:
    part = frame[value]
    mean = sum(part) / len(part)
    moments[value] = sum((x - mean) ** 2 for x in part) / len(part)
# %% each column with each other one
products = {}
names = list(frame.columns)
for value in names[:1]:
    for other in names[:1]:
        v = frame[value].to_numpy()
        w = frame[other].to_numpy()
        products[value, other] = sum(x * r for x, r in zip(v, w))
# %% a column that is replaced
for value in ["p"]:
    low, high = min(frame[value]), max(frame[value])
    frame[value] = [(x - low) / (high - low) for x in frame[value]]
# %% what is known of each column, a list of numpy's numbers
n = len(image)
means = [image[:, idx].mean() for idx in range(image.shape[1])]
tilted = []
for idx in range(image.shape[1] - 1):
    tilted.append(sum((a[i] - means[idx]) * (b[i] - means[idx + 1]) for i in range(len(a))))
# %% arrays in a dict
series = {"left": a, "right": b}
tops = {}
for value, part in series.items():
    mean = sum(part) / len(part)
    tops[value] = max(abs(x - mean) for x in part)
# %% those that are there, for those that are missing
for value in ["p"]:
    there = [x for x in frame[value] if not math.isnan(x)]
    mean = sum(there) / len(there) if there else 0.0
    frame[value] = [mean if math.isnan(x) else x for x in frame[value]]
# %% a list whose elements are replaced
steps = [0.0] * len(a)
for i in range(1, len(a)):
    steps[i] = a[i] - a[i - 1]
travelled = sum(abs(x) for x in steps)
# %% sums of products
out = [[sum(square[i][k] * square[k][j] for k in range(20)) for j in range(20)] for i in range(20)]
