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
scaled = [x / max(data) for x in data]
# %% in a loop, even where it would never be asked
out = []
for x in data:
    out.append((x - min(data)) / (max(data) - min(data)))
# %% nested loops
n = 0
for a in words:
    for b in words:
        if len(a) + len(b) > sum(data):
            n += 1
# %% a pattern
import re

found = []
for w in words:
    if re.compile(r"w(\d)$").match(w):
        found.append(re.compile("w1").match(w) is not None)
# %% a column
out = []
for x in data:
    out.append(x - df["price"].mean())
# %% a set that is only looked into
kept = [w for w in words if w in set(stop)]
# %% a sorted list that is only indexed
ranks = []
for x in data:
    ranks.append(sorted(data)[0] <= x)
# %% in a while loop's test
i = 0
while data[i] != max(data) and i < len(data):
    i += 1
# %% in a function
def scale(values):
    out = []
    for v in values:
        out.append(v / sum(values))
    return out


answer = scale(data)
