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
out = list(a * 2 + 1)
# %% neighbours
if len(a) > 1:
    steps = list(a[1:] - a[:-1])
else:
    steps = [a[i + 1] - a[i] for i in range(len(a) - 1)]
# %% a scalar product
if len(a) > 0 and len(a) == len(b):
    total = np.cumsum(a * b)[-1]
else:
    total = sum(x * w for x, w in zip(a, b))
# %% an outer product
if len(counts[1]) > 0:
    grid = counts[1][:, None] * counts[0]
else:
    grid = np.array([[x * w for w in counts[0]] for x in counts[1]])
# %% a table
if image.shape[0] > 0:
    table = list(map(list, image * 2))
else:
    table = [[image[i, idx] * 2 for idx in range(image.shape[1])] for i in range(image.shape[0])]
# %% counted
if len(a) > 0:
    n = int(np.count_nonzero(a > 0))
else:
    n = sum(1 for x in a if x > 0)
if len(a) > 0:
    m = (a > 0).sum()
else:
    m = sum(x > 0 for x in a)
# %% the greatest difference
if len(a) > 0 and len(a) == len(b) and not (np.abs(a - b) != np.abs(a - b)).any():
    gap = np.abs(a - b).max()
else:
    gap = max(abs(x - w) for x, w in zip(a, b))
# %% all of them
if len(a) > 0:
    fine = bool((a > -10).all())
else:
    fine = all(x > -10 for x in a)
# %% some of them, and where they are
high = list(a[a > 0])
where = np.arange(len(a))[a > 1].tolist()
# %% an array, of a function of math
if len(a) > 0 and not ((-a * a) > 700).any():
    bell = np.exp(-a * a)
else:
    bell = np.array([math.exp(-x * x) for x in a])
# %% words
signs = np.where(a > 0, 'up', 'down').tolist()
# %% a list, with much to do
if len(numbers) > 0 and not (abs((numbers_array := np.array(numbers))) > 1e8).any():
    waves = (np.sin(numbers_array) * np.cos(numbers_array) + np.sqrt(np.abs(numbers_array))).tolist()
else:
    waves = [math.sin(x) * math.cos(x) + math.sqrt(abs(x)) for x in numbers]
# %% flattened
if 20 <= len(image) and 25 <= image.shape[1]:
    positive = list(image[:20, :25][image[:20, :25] > 0])
else:
    positive = [image[i, idx] for i in range(20) for idx in range(25) if image[i, idx] > 0]
# %% windows
if len(a) > 4 and not (abs(a) > 1e100).any():
    means = list(np.lib.stride_tricks.sliding_window_view(a, 5).mean(axis=-1))
else:
    means = [np.mean(a[i : i + 5]) for i in range(len(a) - 4)]
# %% columns of an array
if image.shape[1] > 0 and not (abs(image) > 1e100).any():
    spreads = image.T.std(axis=-1)
else:
    spreads = np.array([image[:, idx].std() for idx in range(image.shape[1])])
# %% columns of a frame
if (
    len(frame["p"]) > 0
    and len(frame["p"]) == len(frame["q"])
    and frame["q"].between(-(2**20), 2**20).all()
    and not (frame["q"].to_numpy() < 0).any()
):
    costs = (np.sqrt(frame['q'].to_numpy()) * frame['p'].to_numpy()).tolist()
else:
    costs = [math.sqrt(w) * x for x, w in zip(frame["p"], frame["q"])]
# %% distances between all numbers of a list
if len(whole) > 0 and len(whole) <= 2**20 and -(2**20) <= min(whole) <= max(whole) <= 2**20:
    w_values = np.array(whole)
    apart = np.abs(w_values[:, None] - w_values).tolist()
else:
    apart = [[abs(x - w) for w in whole] for x in whole]
# %% a copy
if len(frame["p"]) > 0:
    again = frame['p'].to_numpy().copy()
else:
    again = np.array([x for x in frame["p"]])
# %% in a function [function correlation]
def correlation(v, w):
    n = len(v)
    if (
        all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 1 for array in (v, w))
        and n > 0
        and n <= len(w)
    ):
        return np.cumsum(v * w[:n])[-1] / max(n, 1)
    else:
        return sum(v[i] * w[i] for i in range(n)) / max(n, 1)
# %% rows of an array in a loop
spreads = []
for i in range(len(image)):
    row = image[i]
    part = sum(row) / len(row)
    if type(part) is np.float64 and len(row) > 0:
        spreads.append(np.cumsum((row - part) ** 2)[-1] / len(row))
    else:
        spreads.append(sum((x - part) ** 2 for x in row) / len(row))
# %% columns of a frame by their labels, of two types
moments = {}
for value in frame.columns:
    part = frame[value]
    mean = sum(part) / len(part)
    if (
        type(part) is pd.Series and part.dtype == np.float64
        and type(mean) is float
        and len(part) > 0
        and not (abs((part.to_numpy() - mean)) > 1e100).any()
    ):
        moments[value] = np.cumsum((part.to_numpy() - mean) ** 2)[-1].item() / len(part)
    else:
        moments[value] = sum((x - mean) ** 2 for x in part) / len(part)
# %% each column with each other one
products = {}
names = list(frame.columns)
for value in names[:1]:
    for other in names[:1]:
        v = frame[value].to_numpy()
        w = frame[other].to_numpy()
        if (
            all(type(array) is np.ndarray and array.dtype == np.float64 and array.ndim == 1 for array in (v, w))
            and len(v) > 0
            and len(v) == len(w)
        ):
            products[value, other] = np.cumsum(v * w)[-1]
        else:
            products[value, other] = sum(x * r for x, r in zip(v, w))
# %% a column that is replaced
for value in ["p"]:
    low, high = min(frame[value]), max(frame[value])
    if (
        type(low) is float
        and type(high) is float
        and len(frame[value]) > 0
        and type(frame[value]) is pd.Series and frame[value].dtype == np.float64
        and not ((high - low) == 0)
    ):
        frame[value] = ((frame[value].to_numpy() - low) / (high - low)).tolist()
    else:
        frame[value] = [(x - low) / (high - low) for x in frame[value]]
# %% what is known of each column, a list of numpy's numbers
n = len(image)
if image.shape[1] > 0 and not (abs(image) > 1e100).any():
    means = list(image.T.mean(axis=-1))
else:
    means = [image[:, idx].mean() for idx in range(image.shape[1])]
tilted = []
for idx in range(image.shape[1] - 1):
    if (
        len(a) > 0
        and type(means[idx]) is np.float64
        and len(a) <= len(b)
        and type(means[idx + 1]) is np.float64
    ):
        tilted.append(np.cumsum((a - means[idx]) * (b[:len(a)] - means[idx + 1]))[-1])
    else:
        tilted.append(sum((a[i] - means[idx]) * (b[i] - means[idx + 1]) for i in range(len(a))))
# %% arrays in a dict
series = {"left": a, "right": b}
tops = {}
for value, part in series.items():
    mean = sum(part) / len(part)
    if (
        type(mean) is np.float64
        and len(part) > 0
        and not (np.abs(part - mean) != np.abs(part - mean)).any()
    ):
        tops[value] = np.abs(part - mean).max()
    else:
        tops[value] = max(abs(x - mean) for x in part)
# %% those that are there, for those that are missing
for value in ["p"]:
    if (
        len(frame[value]) > 0
        and type(frame[value]) is pd.Series and frame[value].dtype == np.float64
    ):
        x_values = frame[value].to_numpy()
        there = x_values[~np.isnan(x_values)].tolist()
    else:
        there = [x for x in frame[value] if not math.isnan(x)]
    mean = sum(there) / len(there) if there else 0.0
    if (
        type(mean) is float
        and len(frame[value]) > 0
        and type(frame[value]) is pd.Series and frame[value].dtype == np.float64
    ):
        x_values = frame[value].to_numpy()
        frame[value] = np.where(np.isnan(x_values), mean, x_values).tolist()
    else:
        frame[value] = [mean if math.isnan(x) else x for x in frame[value]]
# %% a list whose elements are replaced
steps = [0.0] * len(a)
for i in range(1, len(a)):
    steps[i] = a[i] - a[i - 1]
if type(steps) is list and len(steps) > 0 and set(map(type, steps)) == {float}:
    travelled = np.cumsum(np.abs(np.array(steps)))[-1].item()
else:
    travelled = sum(abs(x) for x in steps)
# %% sums of products
if (
    20 <= len(square)
    and 20 <= len(square[0])
    and len(set(map(len, square))) == 1
    and not (abs((square_array := np.array(square))) > 1e100).any()
):
    out = (square_array[:20, :20] @ square_array[:20, :20]).tolist()
else:
    out = [[sum(square[i][k] * square[k][j] for k in range(20)) for j in range(20)] for i in range(20)]
