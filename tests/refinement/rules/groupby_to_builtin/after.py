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
# %% a reduction
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    total = df.groupby("shop")["price"].sum()
else:
    total = df.groupby("shop")["price"].apply(lambda s: s.sum())
# %% by agg, numpy's function
if len(df) and df["shop"].notna().any():
    best = df.groupby("shop")["qty"].max()
else:
    best = df.groupby("shop").qty.agg(lambda s: np.max(s))
# %% for every row
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    df["mean"] = df.groupby("shop")["price"].transform("mean")
else:
    df["mean"] = df.groupby("shop")["price"].transform(lambda s: s.mean())
# %% a share
if len(df) and df["shop"].notna().all() and not (df["price"].abs() > 1e100).any():
    df["share"] = df["price"] / df.groupby("shop")["price"].transform("sum")
else:
    df["share"] = df.groupby("shop")["price"].transform(lambda x: x / x.sum())
# %% arithmetic of reductions
if len(df) and df["shop"].notna().any():
    spread = (df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min()) / df.groupby("shop")["price"].count()
else:
    spread = df.groupby("shop")["price"].apply(lambda s: (s.max() - s.min()) / s.count())
# %% a column of each group
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    revenue = df.groupby("shop")["price"].sum().rename(None)
else:
    revenue = df.groupby("shop").apply(lambda g: g["price"].sum())
# %% two columns of each group
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    ratio = (df.groupby("shop")["price"].sum() / df.groupby("shop")["qty"].sum()).rename(None)
else:
    ratio = df.groupby("shop").apply(lambda g: g["price"].sum() / g["qty"].sum())
# %% two keys, within an expression
top = (df.groupby(["shop", "year"], sort=False)["qty"].mean() if len(df) and df[["shop", "year"]].notna().all(axis=1).any() else df.groupby(["shop", "year"], sort=False)["qty"].apply(lambda s: s.mean())).head(2)
# %% filled with the mean
if len(df) and df["shop"].notna().all() and not (df["price"].abs() > 1e100).any():
    df["price"] = df["price"].fillna(df.groupby("shop")["price"].transform("mean"))
else:
    df["price"] = df.groupby("shop")["price"].transform(lambda s: s.fillna(s.mean()))
# %% a running sum
if len(df) and df["shop"].notna().all():
    df["so_far"] = df.groupby("shop")["qty"].cumsum()
else:
    df["so_far"] = df.groupby("shop")["qty"].transform(lambda s: s.cumsum())
# %% how many
if len(df) and df["shop"].notna().any():
    sizes = df.groupby("shop").size().rename(None)
else:
    sizes = df.groupby("shop").apply(lambda g: len(g))
# %% a quantile
if len(df) and df["shop"].notna().any():
    high = df.groupby("shop")["price"].quantile(0.9)
else:
    high = df.groupby("shop")["price"].agg(lambda x: x.quantile(0.9))
# %% a function that returns something
def spread(g):
    """From the least to the most."""
    return g["price"].max() - g["price"].min()


if len(df) and df["shop"].notna().any():
    out = (df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min()).rename(None)
else:
    out = df.groupby("shop").apply(spread)
# %% several at once
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    out = pd.DataFrame({"total": df.groupby("shop")["qty"].sum(), "mean": df.groupby("shop")["price"].mean(), "n": df.groupby("shop").size()}).astype(float)
else:
    out = df.groupby("shop").apply(
        lambda g: pd.Series({"total": g["qty"].sum(), "mean": g["price"].mean(), "n": len(g)})
    )
# %% several whole numbers
if len(df) and df["shop"].notna().any():
    out = pd.DataFrame({"total": df.groupby("shop")["qty"].sum(), "n": df.groupby("shop").size()})
else:
    out = df.groupby("shop").apply(lambda g: pd.Series({"total": g["qty"].sum(), "n": len(g)}))
