import math

import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "when": pd.date_range("2024-02-26 07:00", periods=8, freq="17h"),
        "text": ["2020-01-02", "2021-03-04"] * 4,
    }
)
prices = df["price"]
rate = 1.19
seen = []
# %% an effect
out = df["price"].apply(lambda x: seen.append(x))
# %% rounded to decimals
out = df["price"].apply(lambda x: round(x * 1.1, 2))
# %% different types
out = df["price"].apply(lambda x: x if x > 5 else "low")
# %% nothing returned
def some(x):
    if x > 3:
        return x


out = df["price"].apply(some)
# %% whole numbers that overflow
out = df["qty"].apply(lambda q: q**3)
# %% a constant
out = df["price"].apply(lambda x: 1.0)
# %% further arguments
out = df["price"].apply(lambda x, k: x * k, k=2)
# %% a name that isn't known
out = df["price"].apply(lambda x: x * seen)
# %% a method of moments with options
out = df["when"].apply(lambda t: t.day_name(locale="C"))
# %% moments that are put together
out = df["when"].apply(lambda t: t.replace(day=1))
