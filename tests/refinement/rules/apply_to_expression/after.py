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
    df["band"] = pd.Series(["low", "mid", "high"]).take(np.select([df["price"] < 5, df["price"] < 20], [0, 1], default=2)).set_axis(df.index)
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
    flag = pd.Series(np.where(df["shop"] == "a", 1, 0), index=df.index, name="shop")
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
# %% a column that the cell makes of another
if len(df["price"]):
    df["stars"] = np.where(df["price"] > 10, 3, 1)
else:
    df["stars"] = df["price"].apply(lambda p: 3 if p > 10 else 1)
if len(df["stars"]) and df["stars"].dtype == "int64":
    df["good"] = pd.Series(["good", "bad"]).take(np.where(df["stars"] > 2, 0, 1)).set_axis(df.index)
else:
    df["good"] = df["stars"].apply(lambda n: "good" if n > 2 else "bad")
# %% columns by their labels
for name in ["price", "cost"]:
    mean = df[name].mean()
    if len(df[name]) and df[name].dtype == "float64":
        df[name + "_off"] = (df[name] - mean) / 40
    else:
        df[name + "_off"] = df[name].apply(lambda x: (x - mean) / 40)
# %% a statistic that is made for each element
df["z"] = (df["price"] - df["price"].mean()) / df["price"].std()
# %% a function that calls another
def scaled(x, low, high):
    return (x - low) / (high - low)


df["unit"] = (df["price"] - 0.5) / (40.5 - 0.5)
# %% what is missing
df["filled"] = np.where(df["price"].isna(), -1.0, df["price"])
# %% texts
if len(df["shop"]) and not (~df["shop"].str.isascii()).any():
    df["shout"] = df["shop"].str.strip().str.upper()
else:
    df["shout"] = df["shop"].apply(lambda s: s.strip().upper())
# %% what texts contain
if len(df["text"]) and not (df["text"].isna()).any():
    flag = pd.Series(np.where((df["text"].str.contains("03", regex=False)) & (df["text"].str.endswith("04")), 1, 0), index=df.index, name="text")
else:
    flag = df["text"].apply(lambda t: 1 if "03" in t and t.endswith("04") else 0)
# %% parts of texts
if len(df["text"]) and not (df["text"].isna()).any() and not (df["text"].str.len() < 1).any():
    df["year"] = df["text"].str[:4] + "/" + df["text"].str[-1]
else:
    df["year"] = df["text"].map(lambda t: t[:4] + "/" + t[-1])
# %% how long texts are
if len(df["text"]) and not (df["text"].isna()).any():
    long = df["text"].str.len() > 3
else:
    long = df["text"].apply(lambda t: len(t) > 3)
# %% numbers as texts
if len(df["qty"]):
    df["label"] = "no. " + df["qty"].astype(str)
else:
    df["label"] = df["qty"].apply(lambda q: f"no. {q}")
# %% one of several
if len(df["qty"]):
    df["odd"] = df["qty"].isin([1, 3, 5])
else:
    df["odd"] = df["qty"].apply(lambda q: q in (1, 3, 5))
# %% points that are added up
def points(price):
    found = 1
    if price > 5:
        found += 1
    if price > 20:
        found += 2
    return found


if len(df["price"]):
    df["points"] = 1 + np.where(df["price"] > 5, 1, 0) + np.where(df["price"] > 20, 2, 0)
else:
    df["points"] = df["price"].apply(points)
# %% a column of another frame, which takes values by their labels
other = pd.DataFrame({"n": [1, 2, 3]}, index=[5, 0, 1])
if len(df["price"]):
    other["dear"] = pd.Series(np.where(df["price"] > 5, 1, 0), index=df.index, name="price")
else:
    other["dear"] = df["price"].apply(lambda p: 1 if p > 5 else 0)
# %% functions by their names
df["long"], df["loud"] = (df["text"].str.len() if len(df["text"]) and not (df["text"].isna()).any() else df["text"].apply(len)), (df["shop"].str.upper() if len(df["shop"]) and not (~df["shop"].str.isascii()).any() else df["shop"].map(str.upper))
# %% further arguments
def clipped(x, low, high):
    if x < low:
        return low
    return high if x > high else x


df["clipped"] = np.where(df["price"] < 2.5, 2.5, np.where(df["price"] > 20.0, 20.0, df["price"]))
# %% days since
if len(df["when"]) and not ((last - df["when"]).isna()).any():
    df["days"] = (last - df["when"]).dt.days
else:
    df["days"] = df["when"].apply(lambda t: (last - t).days)
# %% before a moment
if len(df["when"]):
    early = pd.Series(["early", "late"]).take(np.where(df["when"] < last, 0, 1)).set_axis(df.index).rename("when")
else:
    early = df["when"].apply(lambda t: "early" if t < last else "late")
# %% names of days and months
if len(df["when"]) and not (df["when"].isna()).any():
    df["weekday"] = df["when"].dt.day_name()
else:
    df["weekday"] = df["when"].apply(lambda t: t.strftime("%A"))
if len(df["when"]) and not (df["when"].isna()).any():
    df["month"] = df["when"].dt.month_name().str[:3]
else:
    df["month"] = df["when"].map(lambda t: t.strftime("%b"))
# %% regular expressions
if len(df["text"]) and not (~df["text"].str.isascii()).any():
    df["digits"] = df["text"].str.replace(r"[^0-9]", "", regex=True)
else:
    df["digits"] = df["text"].apply(lambda s: re.sub(r"[^0-9]", "", s))
if len(df["text"]) and not (~df["text"].str.isascii()).any():
    df["early"] = df["text"].str.contains(r"^20\d0-", regex=True)
else:
    df["early"] = df["text"].apply(lambda s: bool(re.search(r"^20\d0-", s)))
if len(df["text"]) and not (~df["text"].str.isascii()).any():
    df["dated"] = pd.Series(["yes", "no"]).take(np.where(df["text"].str.match(YEAR.pattern), 0, 1)).set_axis(df.index)
else:
    df["dated"] = df["text"].map(lambda s: "yes" if YEAR.match(s) else "no")
if len(df["text"]) and not (~df["text"].str.isascii()).any() and not (df["text"].str.contains(r"[\v\x1c-\x1f]", regex=True)).any():
    df["spaced"] = ~df["text"].str.fullmatch(r"\S+\s\S+")
else:
    df["spaced"] = df["text"].apply(lambda s: re.fullmatch(r"\S+\s\S+", s) is None)
# %% texts that may be missing
if len(df["text"]) and not (df["text"].notna() & (~df["text"].str.isascii())).any() and df["text"].notna().any():
    df["upper"] = df["text"].str.strip().str.upper()
else:
    df["upper"] = df["text"].apply(lambda s: s.strip().upper() if isinstance(s, str) else s)
if len(df["text"]) and not (~df["text"].isna() & (~df["text"].str.isascii())).any():
    df["known"] = df["text"].str.lower().fillna("none")
else:
    df["known"] = df["text"].apply(lambda s: "none" if pd.isna(s) else s.lower())
# %% parts of moments
hour_values = df["when"].dt.hour
if len(hour_values) and hour_values.dtype == "int32":
    df["part"] = pd.Series(["night", "day"]).take(np.where((hour_values < 6) | (hour_values >= 22), 0, 1)).set_axis(hour_values.index)
else:
    df["part"] = df["when"].dt.hour.apply(lambda h: "night" if h < 6 or h >= 22 else "day")
hour_values = df["when"].dt.hour
if len(hour_values) and hour_values.dtype == "int32":
    df["shown"] = np.where(hour_values > 12, hour_values, 12).astype(int)
else:
    df["shown"] = df["when"].dt.hour.map(lambda h: h if h > 12 else 12)
# %% a column that has a name
change = df["price"].diff()
if len(change) and change.dtype == "float64":
    gain = pd.Series(np.where(change > 0, change, 0.0), index=change.index, name=change.name)
else:
    gain = change.apply(lambda c: c if c > 0 else 0.0)
