import numpy as np
import pandas as pd

df = pd.DataFrame({"name": ["ann berg", "bob li"], "qty": [1, 2], "price": [0.5, 2.0]})


def known(row):
    return pd.Series([row["qty"], row["price"]])


# %% a function from elsewhere
out = df.apply(known, axis=1)
# %% several lengths
def parts(row):
    if row["qty"] > 1:
        return pd.Series([1])
    return pd.Series([1, 2])


out = df.apply(parts, axis=1)
# %% parts that aren't written out
out = df.apply(lambda row: tuple(row["name"].split(" ")), axis=1, result_type="expand")
# %% other labels for some rows
def marked(row):
    if row["qty"] > 1:
        return pd.Series({"a": 1})
    return pd.Series({"b": 1})


out = df.apply(marked, axis=1)
# %% nothing for some rows
def some(row):
    if row["qty"] > 0:
        return pd.Series({"a": row["qty"]})


out = df.apply(some, axis=1)
# %% the row as a whole
def whole(row):
    return pd.Series({"a": row.name, "b": row["qty"]})


out = df.apply(whole, axis=1)
# %% tuples that stay tuples
out = df.apply(lambda row: (row["qty"], row["price"]), axis=1)
# %% a Series with a type of its own
out = df.apply(lambda row: pd.Series([row["qty"]], dtype=float), axis=1)
# %% another kind of result
out = df[["qty", "price"]].apply(lambda row: (row["qty"], 1), axis=1, result_type="broadcast")
