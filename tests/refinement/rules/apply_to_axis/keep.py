import pandas as pd

df = pd.DataFrame(
    {"a": [1.5, 2.0, 3.25], "b": [0.5, 7.0, 3.0], "name": ["p", "q", "r"]}
)
num = df[["a", "b"]].copy()
whole = pd.DataFrame({"x": [1, 2], "y": [4, 0]})
# %% parts of the row
out = num.apply(lambda r: r["a"] * 2, axis=1)
# %% a row of its own
out = num.apply(lambda r: r - r.mean(), axis=1)
# %% down the columns
out = num.apply(lambda c: c.max() - c.min())
# %% columns of several types
out = df.apply(lambda r: r.max(), axis=1)
# %% options
out = num.apply(lambda r: r.mean(skipna=False), axis=1)
# %% another function
out = num.apply(lambda r: r.skew(), axis=1)
# %% a text
out = num.apply(lambda r: str(r), axis=1)
# %% Python's own whole numbers
out = whole.apply(lambda r: sum(r), axis=1)
# %% a division that may raise
out = num.apply(lambda r: max(r) / min(r), axis=1)
