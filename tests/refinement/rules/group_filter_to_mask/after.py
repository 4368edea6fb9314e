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
if len(df) and df["shop"].notna().any():
    often = df[df.groupby("shop")["shop"].transform("size") >= 3]
else:
    often = df.groupby("shop").filter(lambda g: len(g) >= 3)
# %% by two keys, with a name for the limit
if len(df) and df[["shop", "year"]].notna().all(axis=1).any():
    often = df[df.groupby(["shop", "year"])["shop"].transform("size") < least]
else:
    often = df.groupby(["shop", "year"]).filter(lambda part: part.shape[0] < least)
# %% extremes, within an expression
high = (df[df.groupby("shop")["price"].transform("max") > 9] if len(df) and df["shop"].notna().any() else df.groupby("shop").filter(lambda g: g["price"].max() > 9))["price"].sum()
# %% sums of whole numbers
sold = (df[df.groupby("year")["qty"].transform("sum") >= 15] if len(df) and df["year"].notna().any() else df.groupby("year").filter(lambda g: g.qty.sum() >= 15)).reset_index(drop=True)
# %% means, further from the limit than rounding goes
price_mean = df.groupby("shop")["price"].transform("mean")
if len(df) and df["shop"].notna().any() and (price_mean - 9).abs().min() > 1e-12 * df["price"].abs().max():
    high = df[price_mean > 9]
else:
    high = df.groupby("shop").filter(lambda g: g["price"].mean() > 9)
# %% two tests
if len(df) and df["shop"].notna().any():
    both = df[(df.groupby("shop")["shop"].transform("size") >= 2) & (df.groupby("shop")["qty"].transform("max") > 3)]
else:
    both = df.groupby("shop").filter(lambda g: len(g) >= 2 and g["qty"].max() > 3)
# %% a sum of floats, or many rows
price_sum = df.groupby("year")["price"].transform("sum")
some = (df[(price_sum < 50) | (df.groupby("year")["year"].transform("size") > 5)] if len(df) and df["year"].notna().any() and (price_sum - 50).abs().min() > 1e-12 * df["price"].abs().sum() else df.groupby("year").filter(lambda g: g["price"].sum() < 50 or g.shape[0] > 5)).head(3)
