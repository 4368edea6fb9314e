import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "Cid"],
    }
)
# %% names
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    out = pd.DataFrame({
        "n": df.groupby("shop")["price"].agg("count"),
        "spread": df.groupby("shop")["price"].max() - df.groupby("shop")["price"].min(),
        "dear": (df["price"] > 5).groupby(df["shop"]).sum(),
        "upper": df.groupby("shop")["price"].quantile(0.75),
    })
else:
    out = df.groupby("shop").agg(
        n=("price", "count"),
        spread=("price", lambda s: s.max() - s.min()),
        dear=("price", lambda s: (s > 5).sum()),
        upper=("price", lambda s: s.quantile(0.75)),
    )
# %% a dictionary
if len(df) and df["shop"].notna().any() and not (df["price"].abs() > 1e100).any():
    out = pd.DataFrame({
        "price": df.groupby("shop")["price"].sum(),
        "qty": df.groupby("shop")["qty"].agg("sum"),
        "name": df.groupby("shop")["name"].nunique(),
    })
else:
    out = df.groupby("shop").agg({"price": lambda s: s.sum(), "qty": "sum", "name": lambda s: s.nunique()})
# %% the commonest, and what stays a lambda
if len(df) and df["shop"].notna().any() and df.groupby("shop")["name"].count().all() and df["name"].dtype == "str":
    out = pd.DataFrame({
        "most": df.groupby(["shop", "name"], sort=False).size().sort_values(ascending=False, kind="stable").reset_index("name").groupby("shop")["name"].first(),
        "mode": df.groupby(["shop", "name"]).size().sort_values(ascending=False, kind="stable").reset_index("name").groupby("shop")["name"].first(),
        "all": df.groupby("shop")["name"].agg(lambda s: ", ".join(s)),
    })
else:
    out = df.groupby("shop").agg(
        most=("name", lambda s: s.value_counts().index[0]),
        mode=("name", lambda s: s.mode()[0]),
        all=("name", lambda s: ", ".join(s)),
    )
# %% named aggregations, and functions
def half(s):
    return s.sum() / 2


if len(df) and df["shop"].notna().any():
    out = pd.DataFrame({
        "half": df.groupby("shop")["qty"].sum() / 2,
        "least": df.groupby("shop")["qty"].agg(np.min),
    })
else:
    out = df.groupby("shop").agg(
        half=pd.NamedAgg("qty", half), least=pd.NamedAgg(column="qty", aggfunc=np.min)
    )
# %% by two keys, of some rows
rows = df[df["qty"] > 1]
if len(rows) and rows[["shop", "year"]].notna().all(axis=1).any():
    out = pd.DataFrame({
        "n": rows.groupby(["shop", "year"])["price"].agg("count"),
        "spread": rows.groupby(["shop", "year"])["price"].max() - rows.groupby(["shop", "year"])["price"].min(),
    })
else:
    out = df[df["qty"] > 1].groupby(["shop", "year"]).agg(n=("price", "count"), spread=("price", lambda s: s.max() - s.min()))
