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
groups = df.groupby("shop")
for shop, price_max, size, qty_sum in zip(groups.size().index, groups["price"].max().to_numpy(), groups.size().tolist(), groups["qty"].sum().to_numpy()):
    rows.append({"shop": shop, "best": price_max, "n": size, "qty": qty_sum})
result = pd.DataFrame(rows)
# %% sums of floats
totals = {}
if len(df) and not (df["price"].abs() > 1e100).any():
    groups = df.groupby("year", sort=False)
    for year, price_sum, qty_mean in zip(groups.size().index, groups["price"].sum().to_numpy(), groups["qty"].mean().to_numpy()):
        if price_sum > 30:
            totals[year] = price_sum / qty_mean
else:
    for year, r in df.groupby("year", sort=False):
        if r["price"].sum() > 30:
            totals[year] = r["price"].sum() / r["qty"].mean()
# %% a comprehension
if len(df) and not (df["price"].abs() > 1e100).any() and df.groupby("shop")["price"].count().all():
    means = {shop: price_mean for shop, price_mean in zip(df.groupby("shop").size().index, df.groupby("shop")["price"].mean().to_numpy())}
else:
    means = {shop: r["price"].mean() for shop, r in df.groupby("shop")}
# %% a list without keys
if len(df):
    counts = [name_nunique for _, name_nunique in zip(range(df.groupby("shop").ngroups), df.groupby("shop")["name"].nunique().tolist())]
else:
    counts = [r["name"].nunique() for _, r in df.groupby("shop")]
# %% first and last moments
if len(df):
    spans = [(shop, day_min, day_max) for shop, day_min, day_max in zip(df.groupby("shop").size().index, df.groupby("shop")["day"].min().tolist(), df.groupby("shop")["day"].max().tolist())]
else:
    spans = [(shop, r["day"].min(), r["day"].max()) for shop, r in df.groupby("shop")]
# %% what is made of each row
limit = 5
rows = []
if len(df) and not ((df["price"] * df["qty"]).abs() > 1e100).any():
    groups = df.groupby("shop", sort=False)
    for shop, r_part, r_part_2, r_part_3, r_part_4 in zip(groups.size().index, (df["price"] * df["qty"]).groupby(df["shop"], sort=False).sum().to_numpy(), (df["price"] > limit).groupby(df["shop"], sort=False).sum().tolist(), (df["qty"] > 3).groupby(df["shop"], sort=False).sum().tolist(), (df["name"] == "Ann").groupby(df["shop"], sort=False).any().to_numpy()):
        paid = r_part
        dear = r_part_2
        rows.append((shop, paid, dear, r_part_3, r_part_4))
else:
    for shop, r in df.groupby("shop", sort=False):
        paid = (r["price"] * r["qty"]).sum()
        dear = r[r["price"] > limit].shape[0]
        rows.append((shop, paid, dear, len(r[r.qty > 3]), (r["name"] == "Ann").any()))
# %% a mean of what is made of each row
if len(df) and not ((df["price"] / 2).abs() > 1e100).any() and (df["price"] / 2).notna().all():
    means = {shop: r_part for shop, r_part in zip(df.groupby("shop").size().index, (df["price"] / 2).groupby(df["shop"]).mean().to_numpy())}
else:
    means = {shop: (r["price"] / 2).mean() for shop, r in df.groupby("shop")}
# %% several keys
rows = []
groups = df.groupby(["shop", "year"])
for (shop, year), price_max, size in zip(groups.size().index, groups["price"].max().to_numpy(), groups.size().tolist()):
    rows.append({"shop": shop, "year": year, "best": price_max, "n": size})
if len(df):
    best = {value: price_max for value, price_max in zip(df.groupby(["shop", "year"]).size().index, df.groupby(["shop", "year"])["price"].max().to_numpy())}
else:
    best = {value: r["price"].max() for value, r in df.groupby(["shop", "year"])}
