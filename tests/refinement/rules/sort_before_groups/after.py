import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 3.25, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay"],
    }
)
CALLS = [(df,), (df.iloc[2:],)]
# %% each group of a loop, in order under its own name
best = []
for shop, part in df.sort_values(["price", "name"], ascending=[False, True]).groupby("shop"):
    best.append((shop, part.head(2)))
# %% under another name, with a stable order of one column [function firsts]
def firsts(df):
    found = []
    for shop, part in df.sort_values("price", kind="stable").groupby("shop"):
        if len(part) < 2:
            continue
        ordered = part.reset_index(drop=True)
        found.append((shop, ordered.loc[0, "name"]))
    return found
# %% groups that are looked up [function tops]
def tops(df):
    by_shop = dict(list(df.groupby(["shop", "name"], sort=False)))
    by_shop_in_order = dict(list(df.sort_values(by=["price", "qty"], na_position="first").groupby(["shop", "name"], sort=False)))
    found = []
    for shop in df["shop"].unique():
        for name in df["name"].unique():
            part = by_shop.get((shop, name), df.iloc[:0])
            if part.empty:
                continue
            part = by_shop_in_order.get((shop, name), df.iloc[:0]).copy()
            found.append(part.head(1))
    return found
# %% looked up and put in order at once [function names]
def names(df):
    by_shop = dict(list(df.groupby("shop", sort=False)))
    by_shop_in_order = dict(list(df.sort_values(["name", "qty"]).groupby("shop", sort=False)))
    found = []
    for shop in ["c", "a", "z"]:
        part = by_shop_in_order.get(shop, df.iloc[:0]).copy()
        found.append(part["name"].tolist())
    return found
# %% a dictionary that stays as it is, and groups in both orders
by_shop = dict(list(df.groupby("shop", sort=False)))
by_shop_in_order = dict(list(df.sort_values(["price", "name"]).groupby("shop", sort=False)))
tops = []
for shop in ["a", "b", "z", "a"]:
    part = by_shop.get(shop, df.iloc[:0])
    sub = by_shop_in_order.get(shop, df.iloc[:0]).copy()
    sub["n"] = range(len(sub))
    tops.append((sub, part["qty"].tolist()))
