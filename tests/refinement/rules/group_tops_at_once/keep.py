import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay", "gus", "hal"],
    }
)
n = 3
# %% reduced
best = df.groupby("shop").apply(lambda g: g.nlargest(2, "qty")["price"].sum())
# %% texts
best = pd.concat([g.sort_values("name").head(2) for _, g in df.groupby("shop")])
# %% as many as a name says
best = df.groupby("shop").apply(lambda g: g.nlargest(n, "qty"))
# %% some groups only
best = pd.concat([g.head(2) for _, g in df.groupby("shop") if len(g) > 1])
# %% several keys
best = df.groupby(["shop", "qty"]).apply(lambda g: g.head(2))
# %% groups in the order in which they appear
best = df.groupby("shop", sort=False).apply(lambda g: g.head(2))
# %% other frames beside
best = pd.concat([g.head(1) for _, g in df.groupby("shop")], axis=1)
# %% in a loop's head
for _, row in df.groupby("shop").apply(lambda g: g.head(1)).iterrows():
    print(row["qty"])
