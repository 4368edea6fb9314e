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
# %% once only
price = goods[goods["sku"] == "q"]["price"].iloc[0]
# %% matching rows as a whole
parts = []
for sku in wanted:
    parts.append(goods[goods["sku"] == sku])
# %% a column as a whole
parts = []
for sku in wanted:
    parts.append(goods[goods["sku"] == sku]["price"].tolist())
# %% the frame changes meanwhile
total = 0
for sku in wanted:
    total += goods[goods["sku"] == sku]["stock"].sum()
    goods.loc[goods["sku"] == sku, "stock"] = 0
# %% an exception that is caught
found = []
for sku in wanted:
    try:
        found.append(goods[goods["sku"] == sku]["price"].iloc[0])
    except IndexError:
        found.append(None)
# %% a whole column to compare with
same = []
for sku in wanted:
    same.append(goods[goods["sku"] == goods["name"]]["stock"].sum())
# %% another comparison
high = []
for stock in [1, 2]:
    high.append(goods[goods["stock"] > stock]["price"].sum())
# %% days, which texts are compared with
n = []
for day in ["2024-01-01", "2024-01-02"]:
    n.append(len(goods[goods["since"] == day]))
# %% the matching rows are seen after the loop
for sku in wanted:
    match = goods[goods["sku"] == sku]
    n = len(match)
print(match)
# %% the value changes before the rows are read
for sku in wanted:
    match = goods[goods["sku"] == sku]
    sku = "p"
    print(len(match), sku)
# %% sums of text
out = []
for sku in wanted:
    out.append(goods[goods["sku"] == sku]["name"].sum())
# %% options
out = []
for sku in wanted:
    out.append(goods[goods["sku"] == sku]["price"].sum(skipna=False))
# %% a comparison that is read elsewhere too
paid = {}
for sku in wanted:
    mask = goods["sku"] == sku
    paid[sku] = goods.loc[mask, "price"].sum() + goods[mask].index.max()
print(mask.sum())
# %% a comparison that filters something else too
paid = {}
for sku in wanted:
    mask = goods["sku"] == sku
    paid[sku] = goods.loc[mask, "price"].sum() + goods["stock"].to_numpy()[mask].max()
# %% the value changes between two filters
paid = []
for sku in wanted:
    mask = goods["sku"] == sku
    paid.append(goods.loc[mask, "price"].sum())
    sku = "q"
    paid.append(goods.loc[mask, "price"].sum())
# %% rows compared with what changes
table = []
for least in [1, 2]:
    for sku in wanted:
        r = goods[goods["sku"] == sku]
        table.append(((r["stock"] > least).sum(), least))
    goods = goods.iloc[1:]
# %% a limit that the loop sets
table = []
for sku, limit in zip(lines["sku"], lines["qty"]):
    r = goods[goods["sku"] == sku]
    table.append((r["stock"] > limit).sum())
# %% some of the rows as a whole
table = []
for sku in wanted:
    r = goods[goods["sku"] == sku]
    table.append(r[r["stock"] > 0])
# %% some of some of the rows
table = []
for sku in wanted:
    r = goods[goods["sku"] == sku]
    some = r[r["stock"] > 0]
    table.append(some[some["price"] > 2]["price"].sum())
# %% what depends on the rows before
table = []
for sku in wanted:
    r = goods[goods["sku"] == sku]
    table.append(r["stock"].diff().abs().max())
# %% rows that change, besides what is taken from them
totals = []
for sku in wanted:
    r = goods[goods["sku"] == sku]
    r["price"] = 0.0
    totals.append(r["price"].sum())
# %% rows that a function may change, besides what is taken from them
def clear(rows):
    rows["price"] = 0.0


totals = []
for sku in wanted:
    r = goods[goods["sku"] == sku]
    clear(r)
    totals.append(r["price"].sum())
# %% rows that are sorted in place
totals = []
for sku in wanted:
    r = goods[goods["sku"] == sku]
    r.sort_values("stock", inplace=True)
    totals.append(r["price"].iloc[0])
# %% days as an array has them
for day in goods["since"].to_numpy():
    n = len(goods[goods["since"] == day])
