import numpy as np
import pandas as pd

goods = pd.DataFrame(
    {
        "sku": ["p", "q", "r", "q", "s"],
        "price": [1.5, 2.25, 8.0, 4.0, np.nan],
        "stock": [4, 0, 7, 1, 3],
        "name": ["pen", "quill", "ruler", "quill B", "stamp"],
        "since": pd.date_range("2024-01-01", periods=5),
    }
)
lines = pd.DataFrame({"sku": ["q", "p", "q", "s", "r"], "qty": [1, 2, 3, 4, 5]})
wanted = ["q", "r", "q", "p"]
codes = pd.DataFrame({"code": [3, 1, 2, 9], "share": [0.5, 1.0, 0.25, 2.0]})
parts = pd.DataFrame(
    {"code": [1, 2, 3, 2], "name": ["a", "b", "c", "d"], "stock": [4, 0, 7, 1]}
)
# %% the first match's value
total = 0
for sku in wanted:
    total += goods[goods["sku"] == sku]["price"].iloc[0]
# %% a row, after a test whether there is one
names, amounts = [], []
for sku in [*wanted, "none"]:
    r = goods[goods["sku"] == sku]
    if r.empty:
        names.append("?")
        continue
    x = r.iloc[0]
    names.append(x["name"])
    amounts.append(x["stock"] * 2)
# %% sums, counts and means for each key
rows = []
for sku in goods["sku"].unique():
    r = goods[goods["sku"] == sku]
    rows.append(
        {
            "sku": sku,
            "n": len(r),
            "stock": r["stock"].sum(),
            "mean": r["price"].mean(),
            "holes": r["price"].isna().sum(),
            "last": r["since"].max(),
            "names": r["name"].nunique(),
        }
    )
# %% a comprehension
highest = {sku: goods[goods.sku == sku].stock.max() for sku in wanted}
# %% an applied function
lines["price"] = lines["sku"].apply(lambda s: goods[goods["sku"] == s]["price"].values[0])
# %% by rows
lines["name"] = lines.apply(lambda row: goods.loc[goods["sku"] == row["sku"], "name"].iloc[-1], axis=1)
# %% two keys
counts = []
for sku in wanted:
    for stock in (0, 1, 4):
        counts.append(goods[(goods["sku"] == sku) & (goods["stock"] == stock)].shape[0])
# %% in a formatted string
for sku in wanted:
    print(f"{sku}: {goods[goods['sku'] == sku]['stock'].sum()}")
# %% what is made of a column
sums = []
for day in goods["since"].dt.day.unique():
    sums.append(goods[goods["since"].dt.day == day]["stock"].sum())
# %% two keys, one of them made
table = {}
for sku in wanted:
    table[sku] = [
        goods.loc[(goods["sku"] == sku) & (goods["since"].dt.month == month), "stock"].sum()
        for month in range(1, 4)
    ]
# %% a comparison with a name of its own
def payments(keys):
    paid = {}
    for sku in keys:
        mask = goods["sku"] == sku
        paid[sku] = goods.loc[mask, "price"].sum()
    return paid


paid = payments(wanted)
# %% several filters by a comparison with a name
def described(keys):
    found = {}
    for sku in keys:
        here = goods["sku"] == sku
        found[sku] = goods.loc[here, "price"].mean(), goods[here]["stock"].max()
    return found


found = described(wanted)
# %% what is made of each row, and some of the rows
table = []
for sku in [*goods["sku"].unique(), "none"]:
    r = goods[goods["sku"] == sku]
    x = r[r["price"] < 5]
    dear = (r["price"] > 2).sum()
    worth = (r["price"] * r["stock"]).mean()
    kept = x["stock"].sum(), len(x), len(r[(r["stock"] > 0) & (r["price"] > 1)])
    table.append((sku, dear, len(r) - dear, worth, (r["stock"] == 0).any(), *kept))
# %% some of the rows, and what is written twice
table = []
for sku in wanted:
    r = goods.loc[goods.sku == sku]
    table.append([sku, r[r.stock > 0].price.max(), r[r.stock > 0].price.min(), (r.stock > 0).sum()])
    table.append([(r.stock > 0).sum() / len(r), (r.price.isna()).sum()])
# %% the commonest text, and other uses, for which the rows stay
profile = []
for sku in goods["sku"].unique():
    part = goods[goods["sku"] == sku]
    profile.append((part["name"].value_counts().index[0], part["name"].mode()[0], len(part)))
    profile.append((part["name"].value_counts().idxmax(), part["name"].tolist()))
# %% days that the frame itself has
rows = []
for x in sorted(goods["since"].unique()):
    part = goods[goods["since"] == x]
    rows.append((x, len(part), part["price"].sum(), part["name"].nunique()))
# %% whole numbers compared with floats
found, held = [], []
for _, row in codes.iterrows():
    part = parts[parts["code"] == row["code"]]
    if len(part) > 0:
        found.append(part["name"].values[0])
        held.append(part["stock"].sum())
# %% those since a day that is worked out
newest = goods["since"].max()
n = {}
for sku in wanted:
    part = goods[goods["sku"] == sku]
    sub = part[part["since"] > newest - pd.Timedelta(days=2)]
    n[sku] = len(sub) / len(part)
# %% values that aren't missing
prices = []
for sku in [*wanted, "s", "none"]:
    part = goods[goods["sku"] == sku]["price"].dropna()
    if len(part) >= 1:
        prices.append((len(part), part.median(), part.iloc[0], part.sum()))
    else:
        prices.append((0, goods.loc[goods["sku"] == sku, "stock"].dropna().max(), part.empty, 0))
# %% one of two keys is written out
sums = []
for sku in [*wanted, "none"]:
    part = goods[(goods["sku"] == sku) & (goods["name"] == "quill")]
    sums.append((len(part), part["stock"].sum()))
