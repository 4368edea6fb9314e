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


mean_values = mean(values) if len(values) else None
gaps = [(x - mean_values) ** 2 for x in values]
# %% one through another, in a loop
def mean(xs):
    return sum(xs) / len(xs)


def variance(xs):
    mean_xs = mean(xs) if len(xs) else None
    return sum((x - mean_xs) ** 2 for x in xs) / (len(xs) - 1)


scores = []
mean_values = mean(values) if len(values) else None
variance_values = variance(values) if len(values) else None
for i in range(len(values)):
    scores.append((values[i] - mean_values) / math.sqrt(variance_values))
# %% in a generator
def mean(xs):
    return sum(xs) / len(xs)


mean_values = mean(values) if len(values) else None
total = sum((x - mean_values) ** 2 for x in values)
# %% words of a text
found = []
text_lower_split = text.lower().split()
for w in words:
    if w.lower() in text_lower_split:
        found.append(w)
# %% under a condition, where it can't fail
found = []
text_split = text.split()
for w in words:
    if len(w) > 2:
        if w in text_split:
            found.append(w)
# %% values of a dict
shares = {}
sum_prices_values = sum(prices.values()) if len(prices) else None
for name, price in prices.items():
    shares[name] = price / sum_prices_values
# %% a row's largest, in the inner loop
norm = np.zeros(counts.shape)
for i in range(counts.shape[0]):
    counts_max = counts[i].max() if counts.shape[1] > 0 else None
    for x in range(counts.shape[1]):
        norm[i, x] = counts[i, x] / counts_max * 100
# %% numpy functions
scaled = []
mean_values = np.mean(values) if len(values) else None
std_values = np.std(values) if len(values) else None
for x in values:
    scaled.append((x - mean_values) / std_values)
# %% statistics
median_values = statistics.median(values) if len(values) else None
out = [x > median_values for x in values]
# %% a column
above = 0
price_quantile = df["price"].quantile(0.5) if len(df["price"]) else None
for p in df["price"]:
    if p > price_quantile:
        above += 1
# %% parsed in each round
loads_settings = json.loads(settings) if len(values) else None
inside = [v for v in values if v < loads_settings["high"]]
# %% a generator expression inside
longest = []
max_words = max(len(other) for other in words) if len(words) else None
for w in words:
    longest.append(len(w) / max_words)
# %% in a method
def mean(xs):
    return sum(xs) / len(xs)


class Sample:
    def __init__(self, data):
        self.data = data

    def centred(self, data):
        out = []
        mean_data = mean(data) if len(data) else None
        for x in data:
            out.append(x - mean_data)
        return out


answer = Sample(values).centred(values)
del Sample
# %% two loops
def mean(xs):
    return sum(xs) / len(xs)


n = 0
mean_values = mean(values) if len(values) else None
for a in values:
    for b in values:
        if a * b > mean_values:
            n += 1
# %% a function [function spread]
def spread(xs):
    out = []
    sum_xs = sum(xs) if len(xs) else None
    for x in xs:
        out.append(abs(x - sum_xs / len(xs)))
    return out
# %% an array made in a function [function far_off]
def far_off(xs):
    a = np.array(xs)
    out = []
    mean_a = np.mean(a) if len(a) else None
    std_a = np.std(a) if len(a) else None
    for i in range(len(a)):
        if a[i] > mean_a + std_a:
            out.append(i)
    return out
# %% pairs that a function sorts and joins
def joined(pairs):
    out = []
    for low, high in sorted(pairs, key=lambda p: p[0]):
        out.append([low, high])
    return out


n = 0
joined_2 = joined([(1, 2), (4, 6)]) if len(values) else None
for x in values:
    for low, high in joined_2:
        if low <= x < high:
            n += 1
