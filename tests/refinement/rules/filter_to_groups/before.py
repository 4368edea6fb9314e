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
for shop in df["shop"].unique():
    totals[shop] = df[df["shop"] == shop]["price"].sum()
# %% a part of the frame by name
rows = []
for shop in df.shop.unique():
    part = df[df.shop == shop]
    rows.append({"shop": shop, "total": part["price"].sum(), "n": len(part)})
result = pd.DataFrame(rows)
# %% a comprehension
best = {y: df.loc[df["year"] == y, "price"].max() for y in sorted(df["year"].unique())}
# %% two keys
means = []
for shop in df["shop"].unique():
    for year in df["year"].unique():
        sub = df[(df["shop"] == shop) & (df["year"] == year)]
        means.append(sub["qty"].mean())
# %% a given list
counts = [len(df[df["shop"] == w]) for w in wanted]
# %% parts that are kept and changed
parts = []
for year in set(df["year"]):
    part = df[df["year"] == year]
    part["rank"] = part["price"].rank()
    parts.append(part)
# %% numbered
firsts = {}
for i, shop in enumerate(df["shop"].unique()):
    firsts[i] = df[shop == df["shop"]]["name"].tolist()
# %% for each row
same = [df[df["shop"] == s]["qty"].sum() for s in df["shop"]]
# %% a comparison with a name of its own
def spans(df):
    found = {}
    for year in sorted(df["year"].unique()):
        here = df["year"] == year
        part = df[here]
        found[year] = (part["price"] > 5).any(), part["qty"].max()
    return found


found = spans(df)
# %% a frame that the cell has made itself
log = pd.DataFrame([{"path": f"/p/{k % 7}", "ms": k * k % 11} for k in range(60)])
by_path = {}
for p in log["path"].unique():
    by_path[p] = log[log["path"] == p]["ms"].quantile(0.95)
