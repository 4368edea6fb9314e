import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "Cid"],
    }
)
# %% no lambda
out = df.groupby("shop").agg(n=("price", "count"), total=("price", "sum"))
# %% nothing but lambdas that stay
out = df.groupby("shop").agg(names=("name", lambda s: ", ".join(s)))
# %% several functions of one column
out = df.groupby("shop").agg({"price": ["sum", lambda s: s.max() - s.min()]})
# %% a list of one key
out = df.groupby(["shop"]).agg(spread=("price", lambda s: s.max() - s.min()))
# %% keys that become a column
out = df.groupby("shop", as_index=False).agg(spread=("price", lambda s: s.max() - s.min()))
# %% an unknown frame
out = [df][0].groupby("shop").agg(spread=("price", lambda s: s.max() - s.min()))
# %% the key itself
out = df.groupby("shop").agg(n=("shop", "count"), spread=("price", lambda s: s.max() - s.min()))
# %% a function that isn't known
out = df.groupby("shop").agg(first=("name", "first"), top=("price", lambda s: s.max()))
# %% the commonest number
out = df.groupby("shop").agg(most=("year", lambda s: s.value_counts().index[0]))
# %% another option
out = df.groupby("shop").agg(most=("name", lambda s: s.value_counts(sort=False).index[0]))
