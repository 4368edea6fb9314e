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
# %% how many are above the mean
df["above"] = df["price"].rolling(4).apply(lambda w: (w > w.mean()).sum())
# %% from the mean, in deviations
df["z"] = df["qty"].rolling(4).apply(lambda w: (w.iloc[-1] - w.mean()) / w.std())
# %% a function that returns something
def growth(w):
    first = w.iloc[0]
    if first == 0:
        return np.nan
    return w.iloc[-1] / first - 1


df["growth"] = df["qty"].rolling(3).apply(growth)
# %% a function that needs nothing else
def weighted(values):
    return (values * weights).sum() / weights.sum()


df["weighted"] = df["price"].rolling(3).apply(weighted, raw=False)
# %% windows that may have holes
df["mean"] = df["qty"].rolling(window=3, min_periods=1).apply(lambda x: np.mean(x))
# %% groups, with holes
mean = df.groupby("shop")["qty"].rolling(3, min_periods=2).apply(lambda x: x.quantile(0.25) + x.median())
# %% growing windows
drop = df["qty"].expanding().apply(lambda w: (w / w.cummax() - 1).min())
# %% steps
df["ups"] = df["qty"].rolling(span).apply(lambda w: (w.diff() > 0).sum())
df["way"] = df["qty"].rolling(4).apply(lambda w: w.diff().abs().sum() / 2)
# %% some of the elements
df["dear"] = df["price"].rolling(4).apply(lambda w: w[w > 5].sum() + len(w[w > 8]))
# %% the line through the points
df["slope"] = df["qty"].rolling(4).apply(lambda y: np.polyfit(np.arange(len(y)), y, 1)[0])
# %% how many different ones, and the middle part
df["kinds"] = df["qty"].rolling(4).apply(lambda x: x.nunique() * x.iloc[1:-1].mean())
# %% functions of a number
df["rms"] = df["qty"].rolling(3).apply(lambda w: np.sqrt((w**2).mean()))
