import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "day": pd.date_range("2024-01-01", periods=8),
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay"],
    }
)
# %% rows of a table
rows = []
for shop, r in df.groupby("shop"):
    rows.append({"shop": shop, "best": r["price"].max(), "n": len(r), "qty": r.qty.sum()})
result = pd.DataFrame(rows)
# %% sums of floats
totals = {}
for year, r in df.groupby("year", sort=False):
    if r["price"].sum() > 30:
        totals[year] = r["price"].sum() / r["qty"].mean()
# %% a comprehension
means = {shop: r["price"].mean() for shop, r in df.groupby("shop")}
# %% a list without keys
counts = [r["name"].nunique() for _, r in df.groupby("shop")]
# %% first and last moments
spans = [(shop, r["day"].min(), r["day"].max()) for shop, r in df.groupby("shop")]
# %% what is made of each row
limit = 5
rows = []
for shop, r in df.groupby("shop", sort=False):
    paid = (r["price"] * r["qty"]).sum()
    dear = r[r["price"] > limit].shape[0]
    rows.append((shop, paid, dear, len(r[r.qty > 3]), (r["name"] == "Ann").any()))
# %% a mean of what is made of each row
means = {shop: (r["price"] / 2).mean() for shop, r in df.groupby("shop")}
# %% several keys
rows = []
for (shop, year), r in df.groupby(["shop", "year"]):
    rows.append({"shop": shop, "year": year, "best": r["price"].max(), "n": len(r)})
best = {value: r["price"].max() for value, r in df.groupby(["shop", "year"])}
