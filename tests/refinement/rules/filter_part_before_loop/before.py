import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "x": [i * 7 % 40 / 2 for i in range(60)],
        "y": [i * 11 % 30 for i in range(60)],
        "kind": ["ab"[i % 2] for i in range(60)],
        "size": [i % 9 / 4 for i in range(60)],
    }
)
xs = np.linspace(0, 20, 5)
ys = np.linspace(0, 30, 4)

CALLS = [(df, [0, 5, 10], [10, 20]), (df.iloc[:0], [1], [2]), (df.iloc[:2], [], [1])]
# %% cells of a grid
grid = np.zeros((4, 3))
for i in range(4):
    for j in range(3):
        part = df[
            (df["x"] >= xs[i]) & (df["x"] < xs[i + 1]) & (df["y"] >= ys[j]) & (df["y"] < ys[j + 1])
        ]
        grid[i, j] = len(part)
# %% a test with a name
means = {}
for a in range(0, 20, 5):
    for b in range(0, 30, 10):
        sub = (df["x"] > a) & (df["y"] > b)
        means[a, b] = df[sub]["size"].mean()
# %% one column
sums = []
for x in xs:
    sums.append([df.loc[(df.y < high) & (df.x > x), "size"].sum() for high in ys])
# %% the same for all
small = []
for b in range(0, 30, 4):
    small.append(df[(df["kind"] == "a") & (df["y"] > b)]["size"].max())
# %% in a function [function table]
def table(frame, lows, highs):
    rows = []
    for low in lows:
        for high in highs:
            inside = frame[(frame["x"] >= low) & (frame["y"] < high) & frame["kind"].isin(["a"])]
            rows.append((low, high, len(inside), inside["size"].sum()))
    return rows
