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
# %% arithmetic
df["gross"] = df["price"].apply(lambda x: x * rate + 1)
# %% a series by name, within an expression
total = prices.map(lambda p: (p - 32) * 5 / 9).sum()
# %% a root
df["side"] = df["price"].apply(lambda x: math.sqrt(x))
# %% a logarithm where it exists
df["log"] = df["price"].apply(lambda x: math.log(x) if x > 0 else 0.0)
# %% whole numbers
double = df["qty"].apply(lambda q: q * 2 + 1)
# %% a division
share = df["qty"].apply(lambda q: 100 / q)
# %% a test
df["dear"] = df["price"].apply(lambda x: 5 < x <= 20)
# %% bands
def band(price):
    if price < 5:
        return "low"
    elif price < 20:
        return "mid"
    else:
        return "high"


df["band"] = df["price"].apply(band)
# %% whole numbers and floats
def tax(price):
    base = price - 5
    if base <= 0:
        return 0
    if base < 20:
        return base * 0.1
    return 2 + (base - 20) * 0.2


df["tax"] = df["price"].apply(tax)
# %% at most
capped = df["price"].apply(lambda x: min(x, 20.0))
# %% squares, by numpy
power = df["price"].apply(lambda v: np.log1p(v) + v**2)
# %% rounded down
whole = df["price"].apply(lambda v: int(v) % 3)
# %% text
flag = df["shop"].map(lambda s: 1 if s == "a" else 0)
# %% a part of a moment
df["hour"] = df["when"].apply(lambda t: t.hour)
# %% parts of moments, compared
evening = df["when"].map(lambda t: t.hour >= 18 or t.weekday() > 4)
# %% a moment as text
df["month"] = df["when"].apply(lambda x: x.strftime("%Y-%m"))
# %% days
days = df["when"].apply(lambda x: x.date())
# %% a column of moments that the cell makes
df["at"] = pd.to_datetime(df["text"])
df["year"] = df["at"].apply(lambda x: x.year)
# %% a name of a day
names = df["when"].apply(lambda x: x.day_name())
