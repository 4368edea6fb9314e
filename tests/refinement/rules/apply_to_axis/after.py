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
if len(num) and (num.dtypes == "float64").all():
    df["mean"] = num.mean(axis=1)
else:
    df["mean"] = num.apply(lambda r: r.mean(), axis=1)
# %% a spread
numbers = df[["a", "b", "c"]]
if len(numbers) and (numbers.dtypes == "float64").all():
    df["spread"] = numbers.max(axis=1) - numbers.min(axis=1)
else:
    df["spread"] = df[["a", "b", "c"]].apply(lambda r: r.max() - r.min(), axis=1)
# %% built-in functions
if len(num) and (num.dtypes == "float64").all() and num.notna().all(axis=None):
    most = num.max(axis=1) - num.min(axis=1)
else:
    most = num.apply(lambda row: max(row) - min(row), axis="columns")
# %% a test
out = num[((num.abs() > limit).any(axis=1) if len(num) and (num.dtypes == 'float64').all() else num.apply(lambda r: (r.abs() > limit).any(), axis=1))]
# %% what is missing
if len(num):
    df["holes"] = num.isna().sum(axis=1)
else:
    df["holes"] = num.apply(lambda r: r.isna().sum(), axis=1)
# %% which is largest
if len(num) and (num.dtypes == 'float64').all() and num.notna().all(axis=None):
    best = num.idxmax(axis=1)
else:
    best = num.apply(lambda r: r.idxmax(), axis=1)
# %% whole numbers
if len(whole) and (whole.dtypes == 'int64').all():
    sums = whole.sum(axis=1) * 2
else:
    sums = whole.apply(lambda r: r.sum() * 2, axis=1)
# %% columns by name
numbers = df[cols]
if len(numbers) and (numbers.dtypes == 'float64').all():
    means = numbers.mean(axis=1)
else:
    means = df[cols].apply(lambda r: np.mean(r), axis=1)
# %% a function
def wide(row):
    """Far apart, and none below zero"""
    spread = row.max() - row.min()
    return spread > 2 and (row >= 0).all()


if len(num) and (num.dtypes == "float64").all():
    flags = ((num.max(axis=1) - num.min(axis=1)) > 2) & (num >= 0).all(axis=1)
else:
    flags = num.apply(wide, axis=1)
# %% what is missing, whatever the types
if len(df):
    df["missing"] = df.isnull().sum(axis=1)
else:
    df["missing"] = df.apply(lambda r: r.isnull().sum(), axis=1)
# %% numbers of two types, some of the columns
numbers = marks[["x", "y", "z"]]
if len(numbers) and numbers.dtypes.astype(str).isin(["int64", "float64"]).all():
    marks["mean"] = numbers.astype(float).mean(axis=1)
else:
    marks["mean"] = marks[["x", "y", "z"]].apply(lambda r: r.mean(), axis=1)
numbers_2 = marks[["x", "z"]]
if len(numbers_2) and (numbers_2.dtypes == "int64").all():
    least = numbers_2.min(axis=1)
else:
    least = marks[["x", "z"]].apply(lambda r: r.min(), axis=1)
