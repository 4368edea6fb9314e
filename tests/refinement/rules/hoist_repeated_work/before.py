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
CALLS = [(values,), ([],), ([1, 2],)]
# %% a function of the user's own, in a comprehension
def mean(xs):
    return sum(xs) / len(xs)


gaps = [(x - mean(values)) ** 2 for x in values]
# %% one through another, in a loop
def mean(xs):
    return sum(xs) / len(xs)


def variance(xs):
    return sum((x - mean(xs)) ** 2 for x in xs) / (len(xs) - 1)


scores = []
for i in range(len(values)):
    scores.append((values[i] - mean(values)) / math.sqrt(variance(values)))
# %% in a generator
def mean(xs):
    return sum(xs) / len(xs)


total = sum((x - mean(values)) ** 2 for x in values)
# %% words of a text
found = []
for w in words:
    if w.lower() in text.lower().split():
        found.append(w)
# %% under a condition, where it can't fail
found = []
for w in words:
    if len(w) > 2:
        if w in text.split():
            found.append(w)
# %% values of a dict
shares = {}
for name, price in prices.items():
    shares[name] = price / sum(prices.values())
# %% a row's largest, in the inner loop
norm = np.zeros(counts.shape)
for i in range(counts.shape[0]):
    for x in range(counts.shape[1]):
        norm[i, x] = counts[i, x] / counts[i].max() * 100
# %% numpy functions
scaled = []
for x in values:
    scaled.append((x - np.mean(values)) / np.std(values))
# %% statistics
out = [x > statistics.median(values) for x in values]
# %% a column
above = 0
for p in df["price"]:
    if p > df["price"].quantile(0.5):
        above += 1
# %% parsed in each round
inside = [v for v in values if v < json.loads(settings)["high"]]
# %% a generator expression inside
longest = []
for w in words:
    longest.append(len(w) / max(len(other) for other in words))
# %% in a method
def mean(xs):
    return sum(xs) / len(xs)


class Sample:
    def __init__(self, data):
        self.data = data

    def centred(self, data):
        out = []
        for x in data:
            out.append(x - mean(data))
        return out


answer = Sample(values).centred(values)
del Sample
# %% two loops
def mean(xs):
    return sum(xs) / len(xs)


n = 0
for a in values:
    for b in values:
        if a * b > mean(values):
            n += 1
# %% a function [function spread]
def spread(xs):
    out = []
    for x in xs:
        out.append(abs(x - sum(xs) / len(xs)))
    return out
# %% an array made in a function [function far_off]
def far_off(xs):
    a = np.array(xs)
    out = []
    for i in range(len(a)):
        if a[i] > np.mean(a) + np.std(a):
            out.append(i)
    return out
# %% pairs that a function sorts and joins
def joined(pairs):
    out = []
    for low, high in sorted(pairs, key=lambda p: p[0]):
        out.append([low, high])
    return out


n = 0
for x in values:
    for low, high in joined([(1, 2), (4, 6)]):
        if low <= x < high:
            n += 1
