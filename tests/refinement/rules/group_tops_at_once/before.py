import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021, 2020, 2020],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay", "gus", "hal"],
    }
)
# %% a comprehension
best = pd.concat([g.sort_values("price", ascending=False).head(2) for _, g in df.groupby("shop")])
# %% labels from 0 on
best = pd.concat([g.nsmallest(2, "qty") for shop, g in df.groupby("shop")], ignore_index=True)
# %% a lambda
best = df.groupby("year").apply(lambda g: g.nlargest(3, "price"))
# %% a function, without labels of groups, in an expression
def firsts(group):
    return group.head(2)


names = df.groupby("shop", group_keys=False).apply(firsts)["name"].tolist()
# %% a lambda, labels from 0 on
best = df.groupby("shop").apply(lambda g: g.sort_values("qty")[:1], include_groups=False).reset_index(drop=True)
