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
# %% the group is used otherwise, too
best = []
for shop, group in df.groupby("shop"):
    best.append((len(group), group.nlargest(2, "qty")))
# %% texts
best = []
for shop, group in df.groupby("shop"):
    best.append(group.sort_values("name").head(2))
# %% several columns
best = []
for shop, group in df.groupby("shop"):
    best.append(group.sort_values(["qty", "price"]).head(2))
# %% as many as a name says
best = []
for shop, group in df.groupby("shop"):
    best.append(group.nlargest(n, "qty"))
# %% all but the last
best = []
for shop, group in df.groupby("shop"):
    best.append(group.head(-1))
# %% all rows, sorted
best = []
for shop, group in df.groupby("shop"):
    best.append(group.sort_values("qty"))
# %% the frame changes
best = []
for shop in df["shop"].unique():
    best.append(df[df["shop"] == shop].head(1))
    df.loc[df["shop"] == shop, "qty"] = 0
# %% the last group is read afterwards
best = []
for shop, group in df.groupby("shop"):
    best.append(group.head(1))
last = len(group)
# %% holes first
best = []
for shop, group in df.groupby("shop"):
    best.append(group.sort_values("price", na_position="first").head(2))
