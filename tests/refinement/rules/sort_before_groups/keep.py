import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann"],
    }
)
by = ["price", "name"]
# %% one column, whose ties come in any order
out = []
for shop, part in df.groupby("shop"):
    part = part.sort_values("price")
    out.append(part.head(1))
# %% a group that is used before
out = []
for shop, part in df.groupby("shop"):
    out.append(part["name"].iloc[0])
    part = part.sort_values(["price", "name"])
    out.append(part.head(1))
# %% a group that is used in both orders
out = []
for shop, part in df.groupby("shop"):
    sub = part.sort_values(["price", "name"])
    out.append((sub.head(1), part.head(1)))
# %% a column that each group gets
out = []
for shop, part in df.groupby("shop"):
    part["half"] = part["price"] / 2
    part = part.sort_values(["half", "name"])
    out.append(part.head(1))
# %% groups in the order in which they come
out = []
for shop, part in df.groupby("shop", sort=False):
    part = part.sort_values(["price", "name"])
    out.append(part.head(1))
# %% rows that are numbered anew
out = []
for shop, part in df.groupby("shop"):
    part = part.sort_values(["price", "name"], ignore_index=True)
    out.append(part.head(1))
# %% columns that aren't written out
out = []
for shop, part in df.groupby("shop"):
    part = part.sort_values(by)
    out.append(part.head(1))
# %% groups that others look up too
by_shop = dict(list(df.groupby("shop", sort=False)))
out = [part["name"].iloc[0] for part in by_shop.values()]
for shop in ["a", "b"]:
    part = by_shop.get(shop, df.iloc[:0])
    part = part.sort_values(["price", "name"])
    out.append(part.head(1))
# %% a last group that stays behind as it was
out = []
for shop, part in df.groupby("shop"):
    sub = part.sort_values(["price", "name"])
    out.append(sub.head(1))
# %% a group of a dictionary that changes
by_shop = dict(list(df.groupby("shop", sort=False)))
out = []
for shop in ["a", "b", "a"]:
    part = by_shop.get(shop, df.iloc[:0])
    sub = part.sort_values(["price", "name"])
    out.append(sub.head(1))
    part["price"] = 1.0
