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
df["cost"] = (df["price"] * df["rate"]) + 1
# %% a value that isn't a column
cost = (df["price"] * 2.5).rename(None)
# %% text by condition
df["band"] = pd.Series(np.where(df["price"] > 9, "dear", "cheap"), index=df.index, dtype=None if len(df) else float)
# %% a function with returns
def band(row):
    """dear, middling or cheap"""
    if row["price"] > 20:
        return "dear"
    elif row["price"] > 5 or row["name"] == "d":
        return "middling"
    return "cheap"


df["band"] = pd.Series(np.select([df["price"] > 20, (df["price"] > 5) | (df["name"] == "d")], ["dear", "middling"], default="cheap"), index=df.index, dtype=None if len(df) else float)
# %% numbers by condition
flags = pd.Series(np.where(df["price"] > 9, 1, 0), index=df.index, dtype=None if len(df) else float)
# %% a test
mask = pd.Series(((df["price"] > 9) & (df["qty"] < 5)).to_numpy(), index=df.index, dtype=None if len(df) else float)
# %% a name inside the function
def net(row):
    gross = row["price"] * row["rate"]
    if gross > 2:
        return gross - 0.5
    else:
        return gross


df["net"] = pd.Series(np.where((df["price"] * df["rate"]) > 2, (df["price"] * df["rate"]) - 0.5, df["price"] * df["rate"]), index=df.index)
# %% rows of floats
ratio = ((num["price"] / num["rate"]) * num["qty"].astype(float)).rename(None)
# %% within an expression
best = (df["price"] * df["rate"]).rename(None).max()
