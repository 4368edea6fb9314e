import numpy as np
import pandas as pd

df = pd.DataFrame({"x": [1.5, 2.0, np.nan, 4.0, 2.0, -1.0], "n": [5, 3, 9, 3, 7, 1], "k": list("abcabc")})
arr = np.array([0.5, 2.0, 3.0, 2.0])
limits = [0, 2, 4, 9]

# %% shares below points of a grid
shares = [(df["x"] <= g).sum() / len(df) for g in np.linspace(-2, 5, 15)]
# %% ranks by counting
ranks = [len(df[df["n"] < v]) for v in df["n"]]
# %% the other operators
found = []
for v in limits:
    found.append((int((df.n >= v).sum()), np.sum(df["n"] > v), (v < df["n"]).sum(), df[df.n == v].shape[0]))
# %% intervals
edges = np.linspace(-1, 5, 7)
counts = []
for i in range(len(edges) - 1):
    low, high = edges[i], edges[i + 1]
    counts.append(((df["x"] >= low) & (df["x"] < high)).sum())
# %% an array
below = [(np.count_nonzero(arr < v), (arr >= v).mean()) for v in df["x"].unique()]
# %% whole numbers against floats
share = [(df["n"] > v).mean() for v in arr]
# %% applied
df["rank"] = df["x"].apply(lambda v: (df["x"] > v).sum() + 1)
# %% rows of the column itself
tail = [len(arr[arr > t]) for t in limits]
# %% a mask and rows that have names
table = []
for i, v in enumerate(df["n"]):
    w = df["n"] <= v
    sub = df[df["x"] > v]
    table.append([i, w.sum(), len(sub)])
# %% neighbours among the edges
edges = np.arange(0, 6, 0.5)
counts = [((df["x"] >= a) & (df["x"] < b)).sum() for a, b in zip(edges[:-1], edges[1:])]
