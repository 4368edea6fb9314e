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
shop_codes, shop_values = pd.factorize(df["shop"], use_na_sentinel=False)
df["shop"] = shop_values.to_series().apply(lambda x: x.upper()).take(shop_codes).set_axis(df.index)
# %% a part of a text
shop_codes, shop_values = pd.factorize(df["shop"], use_na_sentinel=False)
df["street"] = shop_values.to_series().map(lambda x: x.split(",")[1].strip()).take(shop_codes).set_axis(df.index)
# %% a dictionary
year_codes, year_values = pd.factorize(df["year"], use_na_sentinel=False)
when = year_values.to_series().apply(lambda y: labels[y]).take(year_codes).set_axis(df.index).rename("year")
# %% a default
year_codes, year_values = pd.factorize(df.year, use_na_sentinel=False)
when = year_values.to_series().map(lambda y: labels.get(y, "unknown")).take(year_codes).set_axis(df.index).rename('year')
# %% how long
shop_codes, shop_values = pd.factorize(df["shop"], use_na_sentinel=False)
total = shop_values.to_series().apply(lambda x: len(x)).take(shop_codes).set_axis(df.index).rename("shop").sum()
# %% a test
shop_codes, shop_values = pd.factorize(df["shop"], use_na_sentinel=False)
df["is_a"] = shop_values.to_series().apply(lambda x: "a" in x).take(shop_codes).set_axis(df.index)
# %% a function with returns
def era(year):
    if year < 2021:
        return "before"
    return f"since {year}"


year_codes, year_values = pd.factorize(df["year"], use_na_sentinel=False)
eras = year_values.to_series().apply(era).take(year_codes).set_axis(df.index).rename("year")
# %% a series
shops_codes, shops_values = pd.factorize(shops, use_na_sentinel=False)
upper = shops_values.to_series().apply(lambda s: s.title()).take(shops_codes).set_axis(shops.index).rename(shops.name)
# %% dates
day_codes, day_values = pd.factorize(df["day"], use_na_sentinel=False)
days = day_values.to_series().apply(lambda d: dt.datetime.strptime(d, "%Y-%m-%d")).take(day_codes).set_axis(df.index).rename("day")
# %% dates by pandas
day_codes, day_values = pd.factorize(df["day"], use_na_sentinel=False)
df["day"] = day_values.to_series().apply(pd.to_datetime).take(day_codes).set_axis(df.index)
# %% regular expression
shop_codes, shop_values = pd.factorize(df["shop"], use_na_sentinel=False)
digits = shop_values.to_series().apply(lambda x: re.sub(r"[^a-z]", "", x)).take(shop_codes).set_axis(df.index).rename("shop")
