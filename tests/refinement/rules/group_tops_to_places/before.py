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
holes = df.assign(price=df["price"].where(df["price"] > 2))
# %% the largest few of each value, in steps
best = []
for shop in df["shop"].unique():
    part = df[df["shop"] == shop]
    part = part.sort_values("price", ascending=False)
    # The two dearest.
    best.append(part.head(2))
# %% groups, of which frames are added up
out = pd.DataFrame()
for value, part in df.groupby("year"):
    sub = part.nlargest(2, "qty")
    out = pd.concat([out, sub])
# %% the key is told, too
rows = []
for shop, part in df.groupby("shop"):
    rows.append({"shop": shop, "cheapest": part.sort_values(by="price")[:2]["name"].tolist()})
# %% the smallest and the largest
ends = []
for shop in sorted(df["shop"].unique()):
    x = df["shop"] == shop
    part = df[x].copy()
    ends.append((part.nsmallest(1, "qty"), part.nlargest(1, "qty").reset_index(drop=True)))
# %% values that may not be there, no order
firsts = []
for value in [2019, 2020, 2021]:
    firsts.append(df[df["year"] == value].head(3))
# %% a column with holes
best = []
for value, part in holes.groupby("shop"):
    best.append(part.sort_values("price", ascending=False).head(1))
