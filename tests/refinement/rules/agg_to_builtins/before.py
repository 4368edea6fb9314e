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
out = df.groupby("shop").agg(
    n=("price", "count"),
    spread=("price", lambda s: s.max() - s.min()),
    dear=("price", lambda s: (s > 5).sum()),
    upper=("price", lambda s: s.quantile(0.75)),
)
# %% a dictionary
out = df.groupby("shop").agg({"price": lambda s: s.sum(), "qty": "sum", "name": lambda s: s.nunique()})
# %% the commonest, and what stays a lambda
out = df.groupby("shop").agg(
    most=("name", lambda s: s.value_counts().index[0]),
    mode=("name", lambda s: s.mode()[0]),
    all=("name", lambda s: ", ".join(s)),
)
# %% named aggregations, and functions
def half(s):
    return s.sum() / 2


out = df.groupby("shop").agg(
    half=pd.NamedAgg("qty", half), least=pd.NamedAgg(column="qty", aggfunc=np.min)
)
# %% by two keys, of some rows
out = df[df["qty"] > 1].groupby(["shop", "year"]).agg(n=("price", "count"), spread=("price", lambda s: s.max() - s.min()))
