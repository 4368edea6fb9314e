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
# %% more than a reduction
out = df.groupby("shop")["price"].apply(lambda s: s.iloc[1])
# %% another option
out = df.groupby("shop", as_index=False)["price"].agg(lambda s: s.sum())
# %% an option of the reduction
out = df.groupby("shop")["price"].apply(lambda s: s.std(ddof=0))
# %% text
out = df.groupby("shop")["name"].agg(lambda s: s.max())
# %% an unknown frame
out = [df][0].groupby("shop")["price"].apply(lambda s: s.sum())
# %% the key itself
out = df.groupby("shop")["price"].apply(lambda s: s.name)
# %% whole groups
out = df.groupby("shop")[["price", "qty"]].apply(lambda g: g.sum())
# %% the frame was changed in a way that isn't known
df.insert(0, "flag", True)
out = df.groupby("shop")["price"].apply(lambda s: s.sum())
# %% rows of each group
out = df.groupby("shop")["price"].apply(lambda s: s - s.mean())
# %% numpy's own deviation
out = df.groupby("shop")["price"].apply(lambda s: np.std(s * 2))
# %% text that is added
out = df.groupby("shop").apply(lambda g: (g["name"] + "x").max())
# %% the least of tests
out = df.groupby("shop")["price"].apply(lambda s: (s > 5).max())
# %% an option of a step
out = df.groupby("shop")["price"].apply(lambda s: (s.shift(1, fill_value=0) * 2).sum())
# %% the name of the group
out = df.groupby("shop").apply(lambda g: (g.name == "a") * g["qty"].sum())
# %% the name of the group is no column
out = df.groupby("year").apply(lambda g: len(str(g.name)) + g["qty"].sum())
# %% another option of the weighted mean
out = df.groupby("shop").apply(lambda g: np.average(g["price"], axis=0))
# %% a name that nobody reads
def total(g):
    first = g["qty"].loc[0]
    return pd.Series({"total": g["qty"].sum()})


out = df[df["shop"] == "a"].groupby("shop").apply(total)
# %% a name that is given twice
def twice(g):
    value = g["qty"].sum()
    value = value + g["qty"].iloc[0]
    return value


out = df.groupby("shop").apply(twice)
# %% labels that don't fit
def uneven(g):
    return pd.Series([g["qty"].sum()] * 2, index=["a", "b"])


out = df.groupby("shop").apply(uneven)
# %% a key that is filled twice
def again(part):
    out = {}
    out["a"] = part["price"].mean()
    out["a"] = part["price"].max()
    return pd.Series(out)


out = df.groupby("shop").apply(again)
# %% keys that the group chooses
def chosen(part):
    out = {}
    out[part["name"].iloc[0]] = part["price"].max()
    return pd.Series(out)


out = df.groupby("shop").apply(chosen)
# %% a grouped column that has changed since
by_shop = df.groupby("shop")["price"]
df["price"] = df["price"] * 2
df["best"] = by_shop.transform(lambda s: s.max())
# %% a quantile that is rounded
out = df.groupby("shop")["price"].apply(lambda s: round(s.quantile(0.9), 1))
# %% a number that Python rounds
out = df.groupby("shop").apply(lambda g: round(len(g) / 3, 1))
# %% the largest of some whole numbers
out = df.groupby("shop").apply(lambda g: g[g["price"] > 5]["qty"].max())
# %% a key among the columns that are taken
out = df.groupby("shop")[["shop", "qty"]].apply(lambda g: g["qty"].sum())
# %% a column that isn't taken
out = df.groupby("shop")[["qty", "year"]].apply(lambda g: g["qty"].sum() / g["price"].sum())
# %% a choice of texts
out = df.groupby("shop").apply(lambda g: "much" if g["qty"].sum() > 9 else "little")
# %% a choice in a choice
out = df.groupby("shop").apply(lambda g: min(max(0, g["price"].max()), 2))
