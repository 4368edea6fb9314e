import datetime as dt
import re

import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a, x", "b, y", "c, x", "a, x", "b, y", "a, x", "c, x", "b, y"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021],
        "day": ["2020-01-01", "2020-01-02"] * 4,
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay"],
    }
)
shops = df["shop"]
labels = {2020: "old", 2021: "new"}
pattern = re.compile(r"\w")
seen = []
# %% text
df["shop"] = df["shop"].apply(lambda x: x.upper())
# %% a part of a text
df["street"] = df["shop"].map(lambda x: x.split(",")[1].strip())
# %% a dictionary
when = df["year"].apply(lambda y: labels[y])
# %% a default
when = df.year.map(lambda y: labels.get(y, "unknown"))
# %% how long
total = df["shop"].apply(lambda x: len(x)).sum()
# %% a test
df["is_a"] = df["shop"].apply(lambda x: "a" in x)
# %% a function with returns
def era(year):
    if year < 2021:
        return "before"
    return f"since {year}"


eras = df["year"].apply(era)
# %% a series
upper = shops.apply(lambda s: s.title())
# %% dates
days = df["day"].apply(lambda d: dt.datetime.strptime(d, "%Y-%m-%d"))
# %% dates by pandas
df["day"] = df["day"].apply(pd.to_datetime)
# %% regular expression
digits = df["shop"].apply(lambda x: re.sub(r"[^a-z]", "", x))
