import numpy as np
import pandas as pd

df = pd.DataFrame({"x": [1.5, 2.0, np.nan, 4.0, 2.0, -1.0], "n": [5, 3, 9, 3, 7, 1], "k": list("abcabc")})
arr = np.array([0.5, 2.0, 3.0, 2.0])
limits = [0, 2, 4, 9]

# %% shares below points of a grid
from bisect import bisect_right
df_x_sorted = sorted(df["x"].dropna().tolist())
shares = [np.int64(bisect_right(df_x_sorted, g) if g == g else 0) / len(df) for g in np.linspace(-2, 5, 15)]
# %% ranks by counting
from bisect import bisect_left
df_n_sorted = sorted(df["n"].dropna().tolist())
ranks = [bisect_left(df_n_sorted, v) for v in df["n"]]
# %% the other operators
from bisect import bisect_left
from bisect import bisect_right
found = []
df_n_sorted = sorted(df.n.dropna().tolist())
df_n_sorted_2 = sorted(df["n"].dropna().tolist())
for v in limits:
    found.append((int(np.int64(len(df_n_sorted) - bisect_left(df_n_sorted, v))), np.int64(len(df_n_sorted_2) - bisect_right(df_n_sorted_2, v)), np.int64(len(df_n_sorted_2) - bisect_right(df_n_sorted_2, v)), (bisect_right(df_n_sorted, v) - bisect_left(df_n_sorted, v))))
# %% intervals
from bisect import bisect_left
edges = np.linspace(-1, 5, 7)
counts = []
df_x_sorted = sorted(df["x"].dropna().tolist())
for i in range(len(edges) - 1):
    low, high = edges[i], edges[i + 1]
    counts.append(np.int64(max(bisect_left(df_x_sorted, high) - bisect_left(df_x_sorted, low), 0) if low == low and high == high else 0))
# %% an array
from bisect import bisect_left
arr_sorted = sorted(arr[arr == arr].tolist())
below = [(np.int64(bisect_left(arr_sorted, v)), (np.float64((len(arr_sorted) - bisect_left(arr_sorted, v) if v == v else 0) / len(arr)) if len(arr) else (arr >= v).mean())) for v in df["x"].unique()]
# %% whole numbers against floats
from bisect import bisect_right
df_n_sorted = sorted(df["n"].dropna().astype(float).tolist())
share = [(np.float64((len(df_n_sorted) - bisect_right(df_n_sorted, v)) / len(df["n"])) if len(df["n"]) else (df["n"] > v).mean()) for v in arr]
# %% applied
from bisect import bisect_right
df_x_sorted = sorted(df["x"].dropna().tolist())
df["rank"] = df["x"].apply(lambda v: np.int64(len(df_x_sorted) - bisect_right(df_x_sorted, v)) + 1)
# %% rows of the column itself
from bisect import bisect_right
arr_sorted = sorted(arr[arr == arr].tolist())
tail = [(len(arr_sorted) - bisect_right(arr_sorted, float(t))) for t in limits]
# %% a mask and rows that have names
from bisect import bisect_right
table = []
df_n_sorted = sorted(df["n"].dropna().tolist())
df_x_sorted = sorted(df["x"].dropna().tolist())
for i, v in enumerate(df["n"]):
    table.append([i, np.int64(bisect_right(df_n_sorted, v)), (len(df_x_sorted) - bisect_right(df_x_sorted, float(v)))])
# %% neighbours among the edges
from bisect import bisect_left
edges = np.arange(0, 6, 0.5)
df_x_sorted = sorted(df["x"].dropna().tolist())
counts = [np.int64(max(bisect_left(df_x_sorted, b) - bisect_left(df_x_sorted, a), 0) if a == a and b == b else 0) for a, b in zip(edges[:-1], edges[1:])]
