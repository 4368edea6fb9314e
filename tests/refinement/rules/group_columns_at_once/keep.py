import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "c"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay", "gus", "hal"],
    }
)
parts = []
# %% another order
for shop, part in df.groupby("shop"):
    part = part.sort_values("price")
    part["share"] = part["price"] / part["price"].sum()
    parts.append(part)
# %% something else is collected
for shop, part in df.groupby("shop"):
    part["share"] = part["price"] / part["price"].sum()
    parts.append(part[["share"]])
# %% the key changes
for shop, part in df.groupby("shop"):
    part["shop"] = part["price"].max()
    parts.append(part)
# %% the group is printed, too
for shop, part in df.groupby("shop"):
    part["share"] = part["price"] / part["price"].sum()
    print(part)
    parts.append(part)
# %% a function of the group
for shop, part in df.groupby("shop"):
    part["size"] = part["name"].str.len()
    parts.append(part)
# %% the last group is read afterwards
for shop, part in df.groupby("shop"):
    part["share"] = part["price"] / part["price"].sum()
    parts.append(part)
last = len(part)
# %% a key of floats
for price, part in df.groupby("price"):
    part["share"] = part["qty"] / part["qty"].sum()
    parts.append(part)
