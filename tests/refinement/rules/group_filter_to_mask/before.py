import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021, 2020, 2020],
        "price": [10.0, 20.5, 3.25, np.nan, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
    }
)
least = 3
# %% the number of rows
often = df.groupby("shop").filter(lambda g: len(g) >= 3)
# %% by two keys, with a name for the limit
often = df.groupby(["shop", "year"]).filter(lambda part: part.shape[0] < least)
# %% extremes, within an expression
high = df.groupby("shop").filter(lambda g: g["price"].max() > 9)["price"].sum()
# %% sums of whole numbers
sold = df.groupby("year").filter(lambda g: g.qty.sum() >= 15).reset_index(drop=True)
# %% means, further from the limit than rounding goes
high = df.groupby("shop").filter(lambda g: g["price"].mean() > 9)
# %% two tests
both = df.groupby("shop").filter(lambda g: len(g) >= 2 and g["qty"].max() > 3)
# %% a sum of floats, or many rows
some = df.groupby("year").filter(lambda g: g["price"].sum() < 50 or g.shape[0] > 5).head(3)
