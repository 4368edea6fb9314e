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
df["above"] = df["price"].rolling(4).apply(lambda w: (w > w.mean()).sum(), raw=True)
# %% from the mean, in deviations
df["z"] = df["qty"].rolling(4).apply(lambda w: (w[-1] - w.mean()) / w.std(ddof=1), raw=True)
# %% a function that returns something
def growth(w):
    first = w.iloc[0]
    if first == 0:
        return np.nan
    return w.iloc[-1] / first - 1
def growth_of_array(w):
    first = w[0]
    if first == 0:
        return np.nan
    return w[-1] / first - 1


df["growth"] = df["qty"].rolling(3).apply(growth_of_array, raw=True)
# %% a function that needs nothing else
def weighted(values):
    return (values * weights).sum() / weights.sum()


df["weighted"] = df["price"].rolling(3).apply(weighted, raw=True)
# %% windows that may have holes
if len(df["qty"]) and np.isfinite(df["qty"]).all():
    df["mean"] = df["qty"].rolling(window=3, min_periods=1).apply(lambda x: np.mean(x), raw=True)
else:
    df["mean"] = df["qty"].rolling(window=3, min_periods=1).apply(lambda x: np.mean(x))
# %% groups, with holes
if len(df["qty"]) and np.isfinite(df["qty"]).all():
    mean = df.groupby("shop")["qty"].rolling(3, min_periods=2).apply(lambda x: np.quantile(x, 0.25) + np.median(x), raw=True)
else:
    mean = df.groupby("shop")["qty"].rolling(3, min_periods=2).apply(lambda x: x.quantile(0.25) + x.median())
# %% growing windows
if len(df["qty"]) and np.isfinite(df["qty"]).all():
    drop = df["qty"].expanding().apply(lambda w: np.nanmin(w / np.maximum.accumulate(w) - 1), raw=True)
else:
    drop = df["qty"].expanding().apply(lambda w: (w / w.cummax() - 1).min())
# %% steps
df["ups"] = df["qty"].rolling(span).apply(lambda w: (np.diff(w) > 0).sum(), raw=True)
df["way"] = df["qty"].rolling(4).apply(lambda w: abs(np.diff(w)).sum() / 2, raw=True)
# %% some of the elements
df["dear"] = df["price"].rolling(4).apply(lambda w: w[w > 5].sum() + len(w[w > 8]), raw=True)
# %% the line through the points
df["slope"] = df["qty"].rolling(4).apply(lambda y: np.polyfit(np.arange(len(y)), y, 1)[0], raw=True)
# %% how many different ones, and the middle part
df["kinds"] = df["qty"].rolling(4).apply(lambda x: len(np.unique(x)) * x[1:-1].mean(), raw=True)
# %% functions of a number
df["rms"] = df["qty"].rolling(3).apply(lambda w: np.sqrt((w**2).mean()), raw=True)
