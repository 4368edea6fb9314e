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
# %% holes filled by the group's value, by two keys
for x in df["shop"].unique():
    for r in df["year"].unique():
        idx = (df["shop"] == x) & (df["year"] == r)
        value = df.loc[idx, "price"].mean()
        df.loc[idx & df["price"].isna(), "price"] = value
# %% holes filled by the median, with no name for anything
for x in df["shop"].unique():
    df.loc[(df["shop"] == x) & (df["price"].isnull()), "price"] = df[df["shop"] == x]["price"].median()
# %% values against the group's, in a new column
df["z"] = np.nan
shops = sorted(df["shop"].unique())
for x in shops:
    idx = df["shop"] == x
    part = df.loc[idx, "price"]
    df.loc[idx, "z"] = (part - part.mean()) / part.std()
# %% two columns by label
df["total"] = 0
for _, sub in df.groupby("shop"):
    df.loc[sub.index, "total"] = sub["qty"].sum()
    df.loc[sub.index, "share"] = sub["qty"] / sub["qty"].sum()
# %% ranks and holes of the rows themselves
for r in df["year"].unique():
    part = df[df["year"] == r]
    df.loc[df["year"] == r, "rank"] = part["price"].rank(ascending=False)
    df.loc[df["year"] == r, "price"] = part["price"].fillna(part["price"].max())
# %% names for both keys
shops = list(df["shop"].unique())
years = sorted(df["year"].unique())
df["share"] = 0.0
for x in shops:
    for r in years:
        idx = (df["shop"] == x) & (df["year"] == r)
        df.loc[idx, "share"] = df.loc[idx, "qty"] / df.loc[idx, "qty"].sum()
# %% windows of each group
df["smooth"] = np.nan
for x in df["shop"].unique():
    idx = df["shop"] == x
    df.loc[idx, "smooth"] = df.loc[idx, "price"].rolling(2, min_periods=1).mean()
