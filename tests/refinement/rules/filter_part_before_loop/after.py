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
    df_part = df[(df["x"] >= xs[i]) & (df["x"] < xs[i + 1])]
    for j in range(3):
        part = df_part[
            (df_part["y"] >= ys[j]) & (df_part["y"] < ys[j + 1])
        ]
        grid[i, j] = len(part)
# %% a test with a name
means = {}
for a in range(0, 20, 5):
    df_part = df[df["x"] > a]
    for b in range(0, 30, 10):
        means[a, b] = df_part[df_part["y"] > b]["size"].mean()
# %% one column
sums = []
for x in xs:
    df_part = df[df.x > x]
    sums.append([df_part.loc[df_part.y < high, "size"].sum() for high in ys])
# %% the same for all
small = []
df_part = df[df["kind"] == "a"]
for b in range(0, 30, 4):
    small.append(df_part[df_part["y"] > b]["size"].max())
# %% in a function [function table]
def table(frame, lows, highs):
    rows = []
    frame_part_2 = frame[frame["kind"].isin(["a"])]
    for low in lows:
        frame_part = frame_part_2[frame_part_2["x"] >= low]
        for high in highs:
            inside = frame_part[frame_part["y"] < high]
            rows.append((low, high, len(inside), inside["size"].sum()))
    return rows
