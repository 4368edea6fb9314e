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
if len(df) and df[["shop", "year"]].notna().all(axis=1).any() and not (df["price"].abs() > 1e100).any():
    df["price"] = df["price"].fillna(df.groupby(["shop", "year"])["price"].transform("mean"))
else:
    for x in df["shop"].unique():
        for r in df["year"].unique():
            idx = (df["shop"] == x) & (df["year"] == r)
            value = df.loc[idx, "price"].mean()
            df.loc[idx & df["price"].isna(), "price"] = value
# %% holes filled by the median, with no name for anything
if len(df) and df["shop"].notna().any():
    df["price"] = df["price"].fillna(df.groupby("shop")["price"].transform("median"))
else:
    for x in df["shop"].unique():
        df.loc[(df["shop"] == x) & (df["price"].isnull()), "price"] = df[df["shop"] == x]["price"].median()
# %% values against the group's, in a new column
df["z"] = np.nan
shops = sorted(df["shop"].unique())
if len(df) and df["shop"].notna().all() and not (df.groupby("shop")["price"].std() <= 1e-06 * df.groupby("shop")["price"].mean().abs()).any() and not (df["price"].abs() > 1e100).any():
    df["z"] = (df["price"] - df.groupby("shop")["price"].transform("mean")) / df.groupby("shop")["price"].transform("std")
else:
    for x in shops:
        idx = df["shop"] == x
        part = df.loc[idx, "price"]
        df.loc[idx, "z"] = (part - part.mean()) / part.std()
# %% two columns by label
df["total"] = 0
if len(df) and df.index.is_unique and df["shop"].notna().all():
    df["total"] = df.groupby("shop")["qty"].transform("sum")
    df["share"] = df["qty"] / df.groupby("shop")["qty"].transform("sum")
else:
    for _, sub in df.groupby("shop"):
        df.loc[sub.index, "total"] = sub["qty"].sum()
        df.loc[sub.index, "share"] = sub["qty"] / sub["qty"].sum()
# %% ranks and holes of the rows themselves
if len(df) and df["year"].notna().all():
    df["rank"] = df.groupby("year")["price"].rank(ascending=False)
    df["price"] = df["price"].fillna(df.groupby("year")["price"].transform("max"))
else:
    for r in df["year"].unique():
        part = df[df["year"] == r]
        df.loc[df["year"] == r, "rank"] = part["price"].rank(ascending=False)
        df.loc[df["year"] == r, "price"] = part["price"].fillna(part["price"].max())
# %% names for both keys
shops = list(df["shop"].unique())
years = sorted(df["year"].unique())
df["share"] = 0.0
if len(df) and df[["shop", "year"]].notna().all(axis=1).all():
    df["share"] = df["qty"] / df.groupby(["shop", "year"])["qty"].transform("sum")
else:
    for x in shops:
        for r in years:
            idx = (df["shop"] == x) & (df["year"] == r)
            df.loc[idx, "share"] = df.loc[idx, "qty"] / df.loc[idx, "qty"].sum()
# %% windows of each group
df["smooth"] = np.nan
if len(df) and df.index.is_unique and df["shop"].notna().all():
    df["smooth"] = df.groupby("shop")["price"].rolling(2, min_periods=1).mean().droplevel(0)
else:
    for x in df["shop"].unique():
        idx = df["shop"] == x
        df.loc[idx, "smooth"] = df.loc[idx, "price"].rolling(2, min_periods=1).mean()
