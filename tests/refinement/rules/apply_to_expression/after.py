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
df["gross"] = (df["price"] * rate) + 1
# %% a series by name, within an expression
total = (((prices - 32) * 5) / 9).sum()
# %% a root
if len(df["price"]) and not (df["price"] < 0).any():
    df["side"] = np.sqrt(df["price"])
else:
    df["side"] = df["price"].apply(lambda x: math.sqrt(x))
# %% a logarithm where it exists
if len(df["price"]) and not ((df["price"] > 0) & (df["price"] <= 0)).any():
    df["log"] = np.where(df["price"] > 0, np.log(np.where((df["price"] > 0), df["price"], np.nan)), 0.0)
else:
    df["log"] = df["price"].apply(lambda x: math.log(x) if x > 0 else 0.0)
# %% whole numbers
if len(df["qty"]) and df["qty"].between(-(2**31), 2**31).all():
    double = (df["qty"] * 2) + 1
else:
    double = df["qty"].apply(lambda q: q * 2 + 1)
# %% a division
if len(df["qty"]) and df["qty"].between(-(2**31), 2**31).all() and not (df["qty"] == 0).any():
    share = 100 / df["qty"]
else:
    share = df["qty"].apply(lambda q: 100 / q)
# %% a test
if len(df["price"]):
    df["dear"] = (5 < df["price"]) & (df["price"] <= 20)
else:
    df["dear"] = df["price"].apply(lambda x: 5 < x <= 20)
# %% bands
def band(price):
    if price < 5:
        return "low"
    elif price < 20:
        return "mid"
    else:
        return "high"


if len(df["price"]):
    df["band"] = pd.Series(np.where(df["price"] < 5, 'low', np.where(df["price"] < 20, 'mid', 'high')), index=df.index, name="price")
else:
    df["band"] = df["price"].apply(band)
# %% whole numbers and floats
def tax(price):
    base = price - 5
    if base <= 0:
        return 0
    if base < 20:
        return base * 0.1
    return 2 + (base - 20) * 0.2


if len(df["price"]) and not ((((df["price"] - 5) <= 0))).all():
    df["tax"] = np.where((df["price"] - 5) <= 0, 0, np.where((df["price"] - 5) < 20, (df["price"] - 5) * 0.1, 2 + (((df["price"] - 5) - 20) * 0.2)))
else:
    df["tax"] = df["price"].apply(tax)
# %% at most
capped = pd.Series(np.where(20.0 < df["price"], 20.0, df["price"]), index=df.index, name="price")
# %% squares, by numpy
if len(df["price"]) and not (abs(df["price"]) > 1e100).any():
    power = np.log1p(df["price"]) + (df["price"] ** 2)
else:
    power = df["price"].apply(lambda v: np.log1p(v) + v**2)
# %% rounded down
if len(df["price"]) and (abs(df["price"]) < 2**31).all():
    whole = df["price"].astype(int) % 3
else:
    whole = df["price"].apply(lambda v: int(v) % 3)
# %% text
if len(df["shop"]):
    flag = pd.Series(np.where(df["shop"] == 'a', 1, 0), index=df.index, name="shop")
else:
    flag = df["shop"].map(lambda s: 1 if s == "a" else 0)
# %% a part of a moment
if len(df["when"]) and not (df["when"].isna()).any():
    df["hour"] = df["when"].dt.hour.astype(int)
else:
    df["hour"] = df["when"].apply(lambda t: t.hour)
# %% parts of moments, compared
if len(df["when"]) and not (df["when"].isna()).any():
    evening = (df["when"].dt.hour.astype(int) >= 18) | (df["when"].dt.weekday.astype(int) > 4)
else:
    evening = df["when"].map(lambda t: t.hour >= 18 or t.weekday() > 4)
# %% a moment as text
if len(df["when"]) and not (df["when"].isna()).any():
    df["month"] = df["when"].dt.strftime("%Y-%m")
else:
    df["month"] = df["when"].apply(lambda x: x.strftime("%Y-%m"))
# %% days
if len(df["when"]) and not (df["when"].isna()).any():
    days = df["when"].dt.date
else:
    days = df["when"].apply(lambda x: x.date())
# %% a column of moments that the cell makes
df["at"] = pd.to_datetime(df["text"])
if len(df["at"]) and not (df["at"].isna()).any():
    df["year"] = df["at"].dt.year.astype(int)
else:
    df["year"] = df["at"].apply(lambda x: x.year)
# %% a name of a day
if len(df["when"]) and not (df["when"].isna()).any():
    names = df["when"].dt.day_name()
else:
    names = df["when"].apply(lambda x: x.day_name())
