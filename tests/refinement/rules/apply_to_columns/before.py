import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "rate": [0.1, 0.2, 0.3, 0.25, 0.05, 0.4],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
    }
)
num = df[["price", "rate", "qty"]].copy()
# %% arithmetic
df["cost"] = df.apply(lambda row: row["price"] * row["rate"] + 1, axis=1)
# %% a value that isn't a column
cost = df.apply(lambda r: r["price"] * 2.5, axis=1)
# %% text by condition
df["band"] = df.apply(lambda row: "dear" if row["price"] > 9 else "cheap", axis=1)
# %% a function with returns
def band(row):
    """dear, middling or cheap"""
    if row["price"] > 20:
        return "dear"
    elif row["price"] > 5 or row["name"] == "d":
        return "middling"
    return "cheap"


df["band"] = df.apply(band, axis=1)
# %% numbers by condition
flags = df.apply(lambda row: 1 if row["price"] > 9 else 0, axis=1)
# %% a test
mask = df.apply(lambda row: row["price"] > 9 and row["qty"] < 5, axis="columns")
# %% a name inside the function
def net(row):
    gross = row["price"] * row["rate"]
    if gross > 2:
        return gross - 0.5
    else:
        return gross


df["net"] = df.apply(net, axis=1)
# %% rows of floats
ratio = num.apply(lambda row: row["price"] / row["rate"] * row["qty"], axis=1)
# %% within an expression
best = df.apply(lambda row: row["price"] * row["rate"], axis=1).max()
