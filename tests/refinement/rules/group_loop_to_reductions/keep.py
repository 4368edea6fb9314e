import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay"],
    }
)
# %% the group itself
parts = []
for shop, r in df.groupby("shop"):
    parts.append(r.sort_values("price"))
# %% used after the loop
for shop, g in df.groupby("shop"):
    best = g["price"].max()
last = g["name"].tolist()
# %% a key that is no column
out = {k: r["price"].max() for k, r in df.groupby(["shop", df["year"] % 2])}
# %% text
out = {k: r["name"].max() for k, r in df.groupby("shop")}
# %% the frame changes
for shop, r in df.groupby("shop"):
    df.loc[df["shop"] == shop, "price"] = r["price"].max()
# %% a column's groups
out = {k: r.max() for k, r in df.groupby("shop")["price"]}
# %% floats as keys
out = {k: r["qty"].max() for k, r in df.groupby("price")}
# %% a quantile
out = {k: r["qty"].quantile(0.9) for k, r in df.groupby("shop")}
# %% a limit that changes
limit, out = 1, []
for shop, r in df.groupby("shop"):
    out.append((r["price"] > limit).sum())
    limit += 1
# %% rows that are chosen otherwise
out = [len(r[r["qty"]]) for k, r in df[["shop", "qty"]].assign(qty="qty").groupby("shop")]
# %% a key that is compared
out = [(r["shop"] == shop).sum() for shop, r in df.groupby("shop")]
