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
# %% two reductions
windows = df["price"].rolling(4)
df["range"] = windows.max() - windows.min()
# %% one, of numpy's
df["top"] = df["qty"].rolling(window=3, min_periods=1).max()
# %% one, of numpy's, in a lambda
df["top"] = df["qty"].rolling(window=3, min_periods=1).max()
# %% arrays already
df["middle"] = df["qty"].rolling(3).median() / 2
# %% a function that returns something, of a Series
def spread(values):
    """From the least to the most."""
    low = values.min()
    return (values.max() - low) / 2


prices = df["price"]
windows = prices.rolling(span)
half = ((windows.max() - windows.min()) / 2).dropna()
# %% the rank of the last
df["rank"] = df["price"].rolling(5).rank(pct=True)
# %% groups
low = df.groupby("shop")["price"].rolling(2).min()
# %% growing windows
record = df["qty"].expanding().max()
