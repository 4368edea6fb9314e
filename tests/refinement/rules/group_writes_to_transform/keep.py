import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021, 2020, 2020],
        "price": [10.0, 20.5, 3.25, np.nan, 40.0, 1.5, 2.0, np.nan, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
    }
)
# %% only some groups
for x in ["a", "b"]:
    df.loc[df["shop"] == x, "price"] = df.loc[df["shop"] == x, "price"].mean()
# %% against the whole frame
df["share"] = 0.0
for x in df["shop"].unique():
    idx = df["shop"] == x
    df.loc[idx, "share"] = df.loc[idx, "price"] / df["price"].sum()
# %% the last group is used afterwards
for x in df["shop"].unique():
    idx = df["shop"] == x
    df.loc[idx, "price"] = df.loc[idx, "price"].mean()
left = idx.sum()
# %% whole numbers that would become floats
for x in df["shop"].unique():
    idx = df["shop"] == x
    df.loc[idx, "qty"] = df.loc[idx, "qty"].mean()
# %% the key itself
for r in df["year"].unique():
    df.loc[df["year"] == r, "year"] = df.loc[df["year"] == r, "qty"].sum()
# %% rows that were copied before they were written
for x in df["shop"].unique():
    part = df[df["shop"] == x]
    df.loc[df["shop"] == x, "price"] = part["price"].mean()
    df.loc[df["shop"] == x, "old"] = part["price"]
# %% holes filled by another column's rows
for x in df["shop"].unique():
    idx = df["shop"] == x
    df.loc[idx & df["price"].isna(), "price"] = df.loc[idx, "qty"] * 1.5
# %% something else is done
for x in df["shop"].unique():
    idx = df["shop"] == x
    df.loc[idx, "price"] = df.loc[idx, "price"].mean()
    print(x)
# %% a new column of whole numbers
for x in df["shop"].unique():
    idx = df["shop"] == x
    df.loc[idx, "n"] = df.loc[idx, "qty"].sum()
# %% each group as often as it has rows
for x in df["shop"]:
    df.loc[df["shop"] == x, "price"] = df.loc[df["shop"] == x, "price"] * df.loc[df["shop"] == x, "qty"].sum()
# %% values as they were before the key changed
shops = df["shop"].unique()
df["shop"] = df["shop"].str.upper()
for x in shops:
    df.loc[df["shop"] == x, "price"] = df.loc[df["shop"] == x, "price"].mean()
# %% values of a frame that has lost rows since
df = df.copy()
shops = df["shop"].unique()
df.drop(index=0, inplace=True)
for x in shops:
    df.loc[df["shop"] == x, "price"] = df.loc[df["shop"] == x, "price"].mean()
