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


df["points"] = df.apply(points, axis=1)
# %% days between moments
df["days"] = df.apply(lambda r: (r["seen"] - r["born"]).days, axis=1)
# %% whole numbers
total = df.apply(lambda r: r["age"] * 3 + 1, axis=1)
# %% a divisor that may be zero
df["share"] = df.apply(lambda r: r["weight"] / r["age"], axis=1)
# %% a name that is set in branches
def price(row):
    rate = 0.5
    if row["town"] == "Rome":
        rate = 0.75
    elif row["town"] in ("Oslo", "Lima"):
        rate = 0.25
    return row["weight"] * rate


df["price"] = df.apply(price, axis=1)
# %% a function that calls another
def squared(x):
    return x**2


def index(row):
    return row["weight"] / squared(row["height"])


found = df.apply(index, axis=1)
# %% texts put together
df["tag"] = df.apply(lambda r: f"{r['name']} ({r['town']})", axis=1)
# %% first characters
df["short"] = df.apply(lambda r: r["name"][0] + r["town"][:2], axis=1)
# %% rows of numbers alone
ratio = num.apply(lambda r: r["weight"] / r["age"] if r["age"] > 20 else r["height"], axis=1)
# %% a name from outside and a function of math
df["size"] = df.apply(lambda r: math.sqrt(r["weight"]) if r["weight"] > limit else 0.5, axis=1)
# %% a column that the cell makes
df["old"] = df["age"].apply(lambda a: 1 if a > 50 else 0)
df["old_town"] = df.apply(lambda r: 1 if r["old"] == 1 and r["town"] == "Rome" else 0, axis=1)
# %% a column of another frame, which takes values by their labels
other = pd.DataFrame({"n": [1, 2, 3]}, index=[5, 0, 1])
other["old"] = df.apply(lambda r: 1 if r["age"] > 50 else 0, axis=1)
# %% hours between moments
df["hours"] = df.apply(lambda r: (r["seen"] - r["born"]).total_seconds() / 3600, axis=1)
# %% the largest of three
df["most"] = df.apply(lambda r: max(r["weight"], r["height"], 60.5), axis=1)
# %% a column of truth values
df["known"] = df["age"] > 30
both = df.apply(lambda r: r["weight"] / 2 if r["known"] and r["town"] != "Rome" else 0.5, axis=1)
# %% columns that the cell makes, whose kinds are likely
df["heavy"] = df["weight"].apply(lambda w: "yes" if w > 80 else "no")
df["month"] = df["born"].apply(lambda t: t.month)
df["late"] = df.apply(lambda r: r["month"] * 2 if r["heavy"] == "yes" else 0, axis=1)
