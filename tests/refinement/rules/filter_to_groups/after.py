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
wanted = ["c", "a", "z", "a"]
# %% a dictionary of sums
totals = {}
price_by_shop = dict(list(df.groupby("shop", sort=False)["price"]))
for shop in df["shop"].unique():
    totals[shop] = price_by_shop.get(shop, df["price"].iloc[:0]).sum()
# %% a part of the frame by name
rows = []
df_by_shop = dict(list(df.groupby("shop", sort=False)))
for shop in df.shop.unique():
    part = df_by_shop.get(shop, df.iloc[:0])
    rows.append({"shop": shop, "total": part["price"].sum(), "n": len(part)})
result = pd.DataFrame(rows)
# %% a comprehension
price_by_year = dict(list(df.groupby("year", sort=False)["price"]))
best = {y: price_by_year.get(y, df["price"].iloc[:0]).max() for y in sorted(df["year"].unique())}
# %% two keys
means = []
df_by_shop_year = dict(list(df.groupby(["shop", "year"], sort=False)))
for shop in df["shop"].unique():
    for year in df["year"].unique():
        sub = df_by_shop_year.get((shop, year), df.iloc[:0])
        means.append(sub["qty"].mean())
# %% a given list
df_by_shop = dict(list(df.groupby("shop", sort=False)))
counts = [len(df_by_shop.get(w, df.iloc[:0])) for w in wanted]
# %% parts that are kept and changed
parts = []
df_by_year = dict(list(df.groupby("year", sort=False)))
for year in set(df["year"]):
    part = df_by_year.get(year, df.iloc[:0])
    part["rank"] = part["price"].rank()
    parts.append(part)
# %% numbered
firsts = {}
name_by_shop = dict(list(df.groupby("shop", sort=False)["name"]))
for i, shop in enumerate(df["shop"].unique()):
    firsts[i] = name_by_shop.get(shop, df["name"].iloc[:0]).tolist()
# %% for each row
qty_by_shop = dict(list(df.groupby("shop", sort=False)["qty"]))
same = [qty_by_shop.get(s, df["qty"].iloc[:0]).sum() for s in df["shop"]]
# %% a comparison with a name of its own
def spans(df):
    found = {}
    df_by_year = dict(list(df.groupby("year", sort=False)))
    for year in sorted(df["year"].unique()):
        part = df_by_year.get(year, df.iloc[:0])
        found[year] = (part["price"] > 5).any(), part["qty"].max()
    return found


found = spans(df)
# %% a frame that the cell has made itself
log = pd.DataFrame([{"path": f"/p/{k % 7}", "ms": k * k % 11} for k in range(60)])
by_path = {}
ms_by_path = dict(list(log.groupby("path", sort=False)["ms"]))
for p in log["path"].unique():
    by_path[p] = ms_by_path.get(p, log["ms"].iloc[:0]).quantile(0.95)
