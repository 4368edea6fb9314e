import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "a": [1.5, 2.0, -3.25, 8.0, 0.5],
        "b": [0.5, 7.0, 3.0, -1.0, 2.5],
        "c": [4.0, 1.0, 2.5, 3.0, -6.0],
        "name": ["p", "q", "r", "s", "t"],
    }
)
num = df[["a", "b", "c"]].copy()
marks = pd.DataFrame({"x": [1, 2, 7], "y": [1.5, 2.5, 0.0], "z": [3, 3, 9], "who": ["p", "q", "r"]})
whole = pd.DataFrame({"x": [1, 2, 3], "y": [4, 0, 6], "z": [7, 8, 9]})
cols = ["a", "b"]
limit = 3
# %% a mean
df["mean"] = num.apply(lambda r: r.mean(), axis=1)
# %% a spread
df["spread"] = df[["a", "b", "c"]].apply(lambda r: r.max() - r.min(), axis=1)
# %% built-in functions
most = num.apply(lambda row: max(row) - min(row), axis="columns")
# %% a test
out = num[num.apply(lambda r: (r.abs() > limit).any(), axis=1)]
# %% what is missing
df["holes"] = num.apply(lambda r: r.isna().sum(), axis=1)
# %% which is largest
best = num.apply(lambda r: r.idxmax(), axis=1)
# %% whole numbers
sums = whole.apply(lambda r: r.sum() * 2, axis=1)
# %% columns by name
means = df[cols].apply(lambda r: np.mean(r), axis=1)
# %% a function
def wide(row):
    """Far apart, and none below zero"""
    spread = row.max() - row.min()
    return spread > 2 and (row >= 0).all()


flags = num.apply(wide, axis=1)
# %% what is missing, whatever the types
df["missing"] = df.apply(lambda r: r.isnull().sum(), axis=1)
# %% numbers of two types, some of the columns
marks["mean"] = marks[["x", "y", "z"]].apply(lambda r: r.mean(), axis=1)
least = marks[["x", "z"]].apply(lambda r: r.min(), axis=1)
