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
best = df.groupby("shop")["price"].apply(lambda s: s.nlargest(3).mean())
# %% sorted groups
best = df.groupby("shop").apply(lambda g: g.sort_values("price", ascending=False).head(2)["price"].mean())
# %% the smallest, by two keys, within an expression
low = df.groupby(["shop", "year"])["qty"].agg(lambda s: s.sort_values()[:2].sum()).max()
# %% by a frame's method
def third(group):
    return group.nlargest(3, "qty")["qty"].min()


thirds = df.groupby("shop").apply(third)
# %% a column with holes
best = holes.groupby("shop")["price"].apply(lambda s: s.nsmallest(2).sum())
# %% the row of the most
rows = df.groupby("shop").apply(lambda g: g.loc[g["price"].idxmax()])
# %% the row of the least, of numbers of one kind
rows = numbers.groupby("shop").apply(lambda g: g.loc[g["qty"].idxmin()])
