import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "name": ["ann von berg", "bob li", "cid ray"],
        "qty": [1, 2, 3],
        "price": [0.5, 2.0, 9.0],
    }
)
num = df[["price"]].assign(rate=[0.5, 1.5, 2.5])
spans = pd.DataFrame({"span": pd.to_timedelta([1, 2], unit="D")})
# %% a Series for each row
def spread(row):
    return pd.Series([row["qty"], row["price"]])


out = df.apply(spread, axis=1)
# %% by columns
out = num.apply(lambda c: c["price"] if False else 1)
# %% the row as a whole
def whole(row):
    return row.sum()


out = num.apply(whole, axis=1)
# %% a method of the row
out = num.apply(lambda r: r.max(), axis=1)
# %% the row is changed
def changes(row):
    row["qty"] = 0
    return row["qty"]


out = df.apply(changes, axis=1)
# %% the row itself
def gives_back(row):
    return row


out = df.apply(gives_back, axis=1)
# %% another kind of result
out = df.apply(lambda r: [r["qty"], r["price"]], axis=1, result_type="expand")
# %% several labels
out = num.apply(lambda r: r[["price", "rate"]].tolist(), axis=1)
# %% by place
out = num.apply(lambda r: r.iloc[0] + 1, axis=1)
# %% a kind of value that rows may give otherwise
out = spans.apply(lambda r: r["span"].days, axis=1)
# %% nothing of the row
out = df.apply(lambda r: 1, axis=1)
# %% a Series in the lambda
out = df.apply(lambda r: pd.Series({"a": r["qty"]}), axis=1)
