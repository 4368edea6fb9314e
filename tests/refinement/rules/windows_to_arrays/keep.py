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
# %% labels
df["at"] = df["price"].rolling(4).apply(lambda w: w.idxmax() - w.index[0])
# %% the largest of what may be nothing
df["top"] = df["price"].rolling(4).apply(lambda w: w[w > 5].max())
# %% the mean of tests of steps, of which a Series has one more
df["ups"] = df["price"].rolling(4).apply(lambda w: (w.diff() > 0).mean())
# %% arrays already
df["mean"] = df["price"].rolling(4).apply(lambda w: w.mean(), raw=True)
# %% the spread of what may be one element
df["std"] = df["qty"].rolling(4, min_periods=1).apply(lambda w: w.std())
# %% an element by its label
df["first"] = df["price"].rolling(4).apply(lambda w: w.loc[w.index[0]])
# %% weights that are aligned by their labels
other = df["price"].head(3)
df["sum"] = df["price"].rolling(3).apply(lambda w: (w * other).sum())
# %% a divisor that may be Python's own
df["part"] = df["qty"].rolling(3).apply(lambda w: 1 / sum(w))
# %% something else happens
seen = []
df["sum"] = df["price"].rolling(3).apply(lambda w: seen.append(1) or w.sum())
# %% ranks
df["rank"] = df["price"].rolling(3).apply(lambda w: w.rank().iloc[0])
# %% a part that isn't steady
df["part"] = df["price"].rolling(3).apply(lambda w: w.iloc[w.argmax()])
