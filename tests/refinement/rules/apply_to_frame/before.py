import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "name": ["ann berg", "bob li", "cid ray"],
        "qty": [1, 2, 3],
        "price": [0.5, 2.0, 9.0],
    },
    index=[4, 4, 7],
)
num = pd.DataFrame({"low": [0.5, 1.5, 2.5], "high": [3, 4, 5]})
# %% tuples of a lambda
num[["mid", "gap"]] = num.apply(lambda r: (r["low"] + 1, r.high - r.low), axis=1, result_type="expand")
# %% a Series of a lambda, as part of an expression
both = pd.concat([df, df.apply(lambda row: pd.Series({"first": row["name"].split()[0], "twice": row.qty * 2}), axis=1)], axis=1)
# %% a function that gives a Series
def parts(row):
    first, last = row["name"].split(" ")
    if row["qty"] > 2:
        return pd.Series([first, last, None], index=["first", "last", "cost"])
    return pd.Series([first, last, row["qty"] * row["price"]], index=["first", "last", "cost"])


found = df.apply(parts, axis=1)
# %% a function of attributes and labels
def limits(row):
    """Least and greatest."""
    width = row.price * 0.5
    return pd.Series([row["price"] - width, row.qty])


df[["from", "count"]] = df.apply(limits, axis=1)
# %% a function that gives lists
def span(row):
    return [row["low"], row["high"] > 3]


spans = num.apply(span, axis=1, result_type="expand")
spans.columns = ["start", "wide"]
