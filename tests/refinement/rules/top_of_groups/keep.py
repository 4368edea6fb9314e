import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay", "gus", "hal"],
    }
)
numbers = df[["shop", "price", "qty"]]
twice = df.set_index(df["qty"] % 3)
n = 3
# %% another column of the largest
best = df.groupby("shop").apply(lambda g: g.sort_values("price").head(2)["qty"].sum())
# %% groups in the order in which they appear
best = df.groupby("shop", sort=False)["price"].apply(lambda s: s.nlargest(3).mean())
# %% as many as a name says
best = df.groupby("shop")["price"].apply(lambda s: s.nlargest(n).mean())
# %% all but the last
best = df.groupby("shop")["price"].apply(lambda s: s.sort_values().head(-1).sum())
# %% the rows themselves
best = df.groupby("shop").apply(lambda g: g.nlargest(2, "price"))
# %% texts
first = df.groupby("shop")["name"].apply(lambda s: s.sort_values().head(2).max())
# %% rows of whole numbers and others, which all become floats
rows = numbers.groupby("shop").apply(lambda g: g.loc[g["price"].idxmax()])
# %% labels that come twice
rows = twice.groupby("shop").apply(lambda g: g.loc[g["price"].idxmax()])
# %% holes put first
best = df.groupby("shop")["price"].apply(
    lambda s: s.sort_values(na_position="first").head(2).sum()
)
# %% the most in each column
most = df.groupby("shop")["price"].apply(lambda s: s.loc[s.idxmax()])
# %% no frame that is known
def best_of(frame):
    return frame.groupby("shop")["price"].apply(lambda s: s.nlargest(3).mean())
