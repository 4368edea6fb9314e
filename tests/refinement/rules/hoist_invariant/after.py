import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "rate": [0.1, 0.2, 0.3, 0.25, 0.05, 0.4],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
    }
)
num = df[["price", "rate", "qty"]].copy()
words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
# %% in a comprehension
max_data = max(data, default=None)
scaled = [x / max_data for x in data]
# %% in a loop, even where it would never be asked
out = []
min_data = min(data, default=None)
max_data = max(data, default=None)
for x in data:
    out.append((x - min_data) / (max_data - min_data))
# %% nested loops
n = 0
sum_data = sum(data)
for a in words:
    for b in words:
        if len(a) + len(b) > sum_data:
            n += 1
# %% a pattern
import re

found = []
pattern = re.compile(r"w(\d)$")
pattern_2 = re.compile("w1")
for w in words:
    if pattern.match(w):
        found.append(pattern_2.match(w) is not None)
# %% a column
out = []
price_mean = df["price"].mean()
for x in data:
    out.append(x - price_mean)
# %% a set that is only looked into
set_stop = set(stop)
kept = [w for w in words if w in set_stop]
# %% a sorted list that is only indexed
ranks = []
sorted_data = sorted(data)
for x in data:
    ranks.append(sorted_data[0] <= x)
# %% in a while loop's test
i = 0
max_data = max(data, default=None)
while data[i] != max_data and i < len(data):
    i += 1
# %% in a function
def scale(values):
    out = []
    sum_values = sum(values)
    for v in values:
        out.append(v / sum_values)
    return out


answer = scale(data)
