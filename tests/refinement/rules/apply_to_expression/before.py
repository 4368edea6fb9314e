import math
import re

import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "cost": [1.0, 2.5, 3.5, 8.25, 4.0, 1.5, 2.0, 7.5],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "when": pd.date_range("2024-02-26 07:00", periods=8, freq="17h"),
        "text": ["2020-01-02", "2021-03-04"] * 4,
    }
)
prices = df["price"]
rate = 1.19
last = pd.Timestamp("2024-03-01")
seen = []
YEAR = re.compile(r"20\d\d-")
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
# %% a column that the cell makes of another
df["stars"] = df["price"].apply(lambda p: 3 if p > 10 else 1)
df["good"] = df["stars"].apply(lambda n: "good" if n > 2 else "bad")
# %% columns by their labels
for name in ["price", "cost"]:
    mean = df[name].mean()
    df[name + "_off"] = df[name].apply(lambda x: (x - mean) / 40)
# %% a statistic that is made for each element
df["z"] = df["price"].apply(lambda p: (p - df["price"].mean()) / df["price"].std())
# %% a function that calls another
def scaled(x, low, high):
    return (x - low) / (high - low)


df["unit"] = df["price"].apply(lambda p: scaled(p, 0.5, 40.5))
# %% what is missing
df["filled"] = df["price"].apply(lambda p: -1.0 if pd.isna(p) else p)
# %% texts
df["shout"] = df["shop"].apply(lambda s: s.strip().upper())
# %% what texts contain
flag = df["text"].apply(lambda t: 1 if "03" in t and t.endswith("04") else 0)
# %% parts of texts
df["year"] = df["text"].map(lambda t: t[:4] + "/" + t[-1])
# %% how long texts are
long = df["text"].apply(lambda t: len(t) > 3)
# %% numbers as texts
df["label"] = df["qty"].apply(lambda q: f"no. {q}")
# %% one of several
df["odd"] = df["qty"].apply(lambda q: q in (1, 3, 5))
# %% points that are added up
def points(price):
    found = 1
    if price > 5:
        found += 1
    if price > 20:
        found += 2
    return found


df["points"] = df["price"].apply(points)
# %% a column of another frame, which takes values by their labels
other = pd.DataFrame({"n": [1, 2, 3]}, index=[5, 0, 1])
other["dear"] = df["price"].apply(lambda p: 1 if p > 5 else 0)
# %% functions by their names
df["long"], df["loud"] = df["text"].apply(len), df["shop"].map(str.upper)
# %% further arguments
def clipped(x, low, high):
    if x < low:
        return low
    return high if x > high else x


df["clipped"] = df["price"].apply(clipped, args=(2.5, 20.0))
# %% days since
df["days"] = df["when"].apply(lambda t: (last - t).days)
# %% before a moment
early = df["when"].apply(lambda t: "early" if t < last else "late")
# %% names of days and months
df["weekday"] = df["when"].apply(lambda t: t.strftime("%A"))
df["month"] = df["when"].map(lambda t: t.strftime("%b"))
# %% regular expressions
df["digits"] = df["text"].apply(lambda s: re.sub(r"[^0-9]", "", s))
df["early"] = df["text"].apply(lambda s: bool(re.search(r"^20\d0-", s)))
df["dated"] = df["text"].map(lambda s: "yes" if YEAR.match(s) else "no")
df["spaced"] = df["text"].apply(lambda s: re.fullmatch(r"\S+\s\S+", s) is None)
# %% texts that may be missing
df["upper"] = df["text"].apply(lambda s: s.strip().upper() if isinstance(s, str) else s)
df["known"] = df["text"].apply(lambda s: "none" if pd.isna(s) else s.lower())
# %% parts of moments
df["part"] = df["when"].dt.hour.apply(lambda h: "night" if h < 6 or h >= 22 else "day")
df["shown"] = df["when"].dt.hour.map(lambda h: h if h > 12 else 12)
# %% a column that has a name
change = df["price"].diff()
gain = change.apply(lambda c: c if c > 0 else 0.0)
