import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "a", "b", "a", "b", "a", "b", "a", "b"],
        "price": [10.0, 20.5, 3.25, 8.0, np.nan, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
    }
)
weights = np.array([1.0, 2.0, 3.0])
span = 3
# %% sums, whose rounding errors would add up
df["sum"] = df["price"].rolling(4).apply(lambda w: w.sum())
# %% an option of the reduction
df["top"] = df["price"].rolling(4).apply(lambda w: w.max(skipna=False))
# %% other windows
df["top"] = df["price"].rolling(4, win_type="boxcar").apply(lambda w: w.max())
# %% a median of parts with holes, which numpy's is
df["middle"] = df["price"].rolling(4, min_periods=1).apply(lambda w: np.median(w))
# %% arrays that may have holes
df["top"] = df["price"].rolling(4, min_periods=1).apply(lambda w: w.max(), raw=True)
# %% windows without elements
df["top"] = df["price"].rolling(4, min_periods=0).apply(lambda w: w.max())
# %% the rank of the first
df["rank"] = df["price"].rolling(5).apply(lambda x: x.rank(pct=True).iloc[0])
# %% more arguments
df["top"] = df["price"].rolling(4).apply(lambda w, n: w.max() + n, args=(2,))
# %% another kind of windows
class Rolling:
    def rolling(self, n):
        return self

    def apply(self, f):
        return f(np.arange(3))


top = Rolling().rolling(3).apply(lambda w: w.max())
