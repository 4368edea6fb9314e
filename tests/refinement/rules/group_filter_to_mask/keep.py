import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "price": [10.0, 20.5, 3.25, np.nan, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
    }
)
# %% deviations, whose rounding could decide
high = df.groupby("shop").filter(lambda g: g["price"].std() > 9)
# %% rows of groups that don't pass
rest = df.groupby("shop").filter(lambda g: len(g) >= 3, dropna=False)
# %% not equal, which holes are
other = df.groupby("shop").filter(lambda g: g["price"].max() != 10)
# %% a test and something else
both = df.groupby("shop").filter(lambda g: len(g) >= 2 and bool(g["qty"].max() % 2))
# %% the column alone
sizes = df.groupby("shop")["qty"].filter(lambda s: len(s) > 1)
# %% against the group itself
odd = df.groupby("shop").filter(lambda g: len(g) > g["qty"].min())
# %% another filter
evens = list(filter(lambda n: n % 2 == 0, df["qty"]))
