import math

import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "name": ["Ann", "Bob", "Cy", "Di", "Ed", "Flo"],
        "town": ["Rome", "Oslo", "Rome", "Lima", "Oslo", "Rome"],
        "weight": [61.5, 82.0, 95.5, 47.25, 70.0, 58.0],
        "height": [1.7, 1.85, 1.7, 1.6, 1.9, 1.55],
        "age": [12, 40, 67, 19, 33, 80],
        "born": pd.date_range("2020-01-30", periods=6, freq="11D"),
        "seen": pd.date_range("2021-03-01", periods=6, freq="9D"),
    }
)
num = df[["weight", "height", "age"]].copy()
limit = 30.5
# %% a function with a name that is used twice
def category(row):
    """By weight and height."""
    index = row["weight"] / row["height"] ** 2
    if index < 18.5:
        return "light"
    elif index < 25:
        return "middling"
    return "heavy"


index_values = df["weight"] / (df["height"] ** 2)
if len(df) and not (abs(df["height"]) > 1e100).any() and not ((df["height"] ** 2) == 0).any():
    df["category"] = pd.Series(["light", "middling", "heavy"]).take(np.select([index_values < 18.5, index_values < 25], [0, 1], default=2)).set_axis(df.index)
else:
    df["category"] = df.apply(category, axis=1)
# %% points that are added up
def points(row):
    score = 0
    if row["age"] > 60:
        score += 2
    elif row["age"] > 30:
        score += 1
    if row["weight"] > 80:
        score += 1
    return score


if len(df):
    df["points"] = np.where(df["age"] > 60, 2, np.where(df["age"] > 30, 1, 0)) + np.where(df["weight"] > 80, 1, 0)
else:
    df["points"] = df.apply(points, axis=1)
# %% days between moments
if len(df) and not ((df["seen"] - df["born"]).isna()).any():
    df["days"] = (df["seen"] - df["born"]).dt.days
else:
    df["days"] = df.apply(lambda r: (r["seen"] - r["born"]).days, axis=1)
# %% whole numbers
if len(df) and df["age"].between(-(2**31), 2**31).all():
    total = ((df["age"] * 3) + 1).rename(None)
else:
    total = df.apply(lambda r: r["age"] * 3 + 1, axis=1)
# %% a divisor that may be zero
if len(df) and df["age"].between(-(2**31), 2**31).all() and not (df["age"] == 0).any():
    df["share"] = df["weight"] / df["age"]
else:
    df["share"] = df.apply(lambda r: r["weight"] / r["age"], axis=1)
# %% a name that is set in branches
def price(row):
    rate = 0.5
    if row["town"] == "Rome":
        rate = 0.75
    elif row["town"] in ("Oslo", "Lima"):
        rate = 0.25
    return row["weight"] * rate


if len(df):
    df["price"] = df["weight"] * np.where(df["town"] == "Rome", 0.75, np.where(df["town"].isin(["Oslo", "Lima"]), 0.25, 0.5))
else:
    df["price"] = df.apply(price, axis=1)
# %% a function that calls another
def squared(x):
    return x**2


def index(row):
    return row["weight"] / squared(row["height"])


if len(df) and not (abs(df["height"]) > 1e100).any() and not ((df["height"] ** 2) == 0).any():
    found = (df["weight"] / (df["height"] ** 2)).rename(None)
else:
    found = df.apply(index, axis=1)
# %% texts put together
if len(df) and not (df['name'].isna()).any() and not (df['town'].isna()).any():
    df["tag"] = df['name'] + ' (' + df['town'] + ')'
else:
    df["tag"] = df.apply(lambda r: f"{r['name']} ({r['town']})", axis=1)
# %% first characters
if len(df) and not (df["name"].isna()).any() and not (df["name"].str.len() < 1).any() and not (df["town"].isna()).any():
    df["short"] = df["name"].str[0] + df["town"].str[:2]
else:
    df["short"] = df.apply(lambda r: r["name"][0] + r["town"][:2], axis=1)
# %% rows of numbers alone
if len(num):
    ratio = pd.Series(np.where(num["age"].astype(float) > 20, num["weight"] / num["age"].astype(float), num["height"]), index=num.index)
else:
    ratio = num.apply(lambda r: r["weight"] / r["age"] if r["age"] > 20 else r["height"], axis=1)
# %% a name from outside and a function of math
if len(df) and not ((df["weight"] > limit) & (df["weight"] < 0)).any():
    df["size"] = np.where(df["weight"] > limit, np.sqrt(np.where((df["weight"] > limit), df["weight"], np.nan)), 0.5)
else:
    df["size"] = df.apply(lambda r: math.sqrt(r["weight"]) if r["weight"] > limit else 0.5, axis=1)
# %% a column that the cell makes
df["old"] = df["age"].apply(lambda a: 1 if a > 50 else 0)
if len(df) and df["old"].dtype == "int64":
    df["old_town"] = np.where((df["old"] == 1) & (df["town"] == "Rome"), 1, 0)
else:
    df["old_town"] = df.apply(lambda r: 1 if r["old"] == 1 and r["town"] == "Rome" else 0, axis=1)
# %% a column of another frame, which takes values by their labels
other = pd.DataFrame({"n": [1, 2, 3]}, index=[5, 0, 1])
if len(df):
    other["old"] = pd.Series(np.where(df["age"] > 50, 1, 0), index=df.index)
else:
    other["old"] = df.apply(lambda r: 1 if r["age"] > 50 else 0, axis=1)
# %% hours between moments
if len(df):
    df["hours"] = (df["seen"] - df["born"]).dt.total_seconds() / 3600
else:
    df["hours"] = df.apply(lambda r: (r["seen"] - r["born"]).total_seconds() / 3600, axis=1)
# %% the largest of three
if len(df):
    df["most"] = np.where(60.5 > np.where(df["height"] > df["weight"], df["height"], df["weight"]), 60.5, np.where(df["height"] > df["weight"], df["height"], df["weight"]))
else:
    df["most"] = df.apply(lambda r: max(r["weight"], r["height"], 60.5), axis=1)
# %% a column of truth values
df["known"] = df["age"] > 30
if len(df):
    both = pd.Series(np.where((df["known"]) & (df["town"] != "Rome"), df["weight"] / 2, 0.5), index=df.index)
else:
    both = df.apply(lambda r: r["weight"] / 2 if r["known"] and r["town"] != "Rome" else 0.5, axis=1)
# %% columns that the cell makes, whose kinds are likely
df["heavy"] = df["weight"].apply(lambda w: "yes" if w > 80 else "no")
df["month"] = df["born"].apply(lambda t: t.month)
if len(df) and df["heavy"].dtype == "str" and df["month"].dtype == "int64" and df["month"].between(-(2**31), 2**31).all():
    df["late"] = np.where(df["heavy"] == "yes", df["month"] * 2, 0)
else:
    df["late"] = df.apply(lambda r: r["month"] * 2 if r["heavy"] == "yes" else 0, axis=1)
