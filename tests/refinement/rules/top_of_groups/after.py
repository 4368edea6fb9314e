import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021, 2020, 2020],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay", "gus", "hal"],
    }
)
holes = df.assign(price=df["price"].where(df["price"] < 20))
numbers = df[["shop", "qty", "year"]]
# %% the largest few of a column
if len(df) and df["shop"].notna().any() and df["price"].notna().all() and not (df["price"].abs() > 1e100).any():
    best = df[["shop", "price"]].sort_values("price", ascending=False, kind="stable").groupby("shop").head(3).groupby("shop")["price"].mean()
else:
    best = df.groupby("shop")["price"].apply(lambda s: s.nlargest(3).mean())
# %% sorted groups
if len(df) and df["shop"].notna().any() and df["price"].notna().all() and not (df["price"].abs() > 1e100).any():
    best = df[["shop", "price"]].sort_values("price", ascending=False, kind="stable").groupby("shop").head(2).groupby("shop")["price"].mean().rename(None)
else:
    best = df.groupby("shop").apply(lambda g: g.sort_values("price", ascending=False).head(2)["price"].mean())
# %% the smallest, by two keys, within an expression
low = (df[["shop", "year", "qty"]].sort_values("qty", ascending=True, kind="stable").groupby(["shop", "year"]).head(2).groupby(["shop", "year"])["qty"].sum() if len(df) and df[["shop", "year"]].notna().all(axis=1).any() else df.groupby(["shop", "year"])["qty"].agg(lambda s: s.sort_values()[:2].sum())).max()
# %% by a frame's method
def third(group):
    return group.nlargest(3, "qty")["qty"].min()


if len(df) and df["shop"].notna().any():
    thirds = df[["shop", "qty"]].sort_values("qty", ascending=False, kind="stable").groupby("shop").head(3).groupby("shop")["qty"].min().rename(None)
else:
    thirds = df.groupby("shop").apply(third)
# %% a column with holes
if len(holes) and holes["shop"].notna().any() and holes["price"].notna().all() and not (holes["price"].abs() > 1e100).any():
    best = holes[["shop", "price"]].sort_values("price", ascending=True, kind="stable").groupby("shop").head(2).groupby("shop")["price"].sum()
else:
    best = holes.groupby("shop")["price"].apply(lambda s: s.nsmallest(2).sum())
# %% the row of the most
if len(df) and df["shop"].notna().any() and df["price"].notna().all() and df["shop"].nunique() > 1 and df.index.is_unique:
    rows = df.loc[df.groupby("shop")["price"].idxmax()].set_index("shop")
else:
    rows = df.groupby("shop").apply(lambda g: g.loc[g["price"].idxmax()])
# %% the row of the least, of numbers of one kind
if len(numbers) and numbers["shop"].notna().any() and numbers["qty"].notna().all() and numbers["shop"].nunique() > 1 and numbers.index.is_unique:
    rows = numbers.loc[numbers.groupby("shop")["qty"].idxmin()].set_index("shop")
else:
    rows = numbers.groupby("shop").apply(lambda g: g.loc[g["qty"].idxmin()])
