import numpy as np
import pandas as pd

sales = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "z"],
        "code": [1, 2, 3, 1, 2, 1, 9],
        "city": ["", "", "", "", "", "", "?"],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0],
    }
)
shops = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a"],
        "code": [1, 2, 3, 1],
        "city": ["Rome", "Oslo", "Bern", "Pisa"],
        "rate": [0.5, 0.25, 2.0, 1.0],
        "size": [5, 3, 4, 2],
    }
)
rates = {"a": 0.5, "c": 2.0}
codes = shops[["code", "rate"]]
# %% texts by rows of another frame, the last of each counts
city_by_shop = {}
for i, row in shops.iterrows():
    city_by_shop[row["shop"]] = row["city"]
has_city = sales["shop"].isin(city_by_shop)
if (
    has_city.any()
    and pd.api.types.infer_dtype(list(city_by_shop), skipna=False) == "string"
    and pd.api.types.infer_dtype(list(city_by_shop.values()), skipna=False) == "string"
):
    sales.loc[has_city, "city"] = sales.loc[has_city, "shop"].map(city_by_shop)
else:
    for key, value in city_by_shop.items():
        sales.loc[sales["shop"] == key, "city"] = value
# %% two columns, one of them new, by numbers
sales["size"] = 0
rate_by_code = {}
size_by_code = {}
for i, row in shops.iterrows():
    rate_by_code[row["code"]] = row["rate"]
    size_by_code[row["code"]] = row["size"]
has_rate = sales["code"].isin(rate_by_code)
if (
    has_rate.any()
    and pd.api.types.infer_dtype(list(rate_by_code), skipna=False) in ("integer", "floating")
    and max(map(abs, rate_by_code)) < 2**53
    and pd.api.types.infer_dtype(list(rate_by_code.values()), skipna=False) in ("string", "floating")
):
    sales.loc[has_rate, "rate"] = sales.loc[has_rate, "code"].map(rate_by_code)
else:
    for key, value in rate_by_code.items():
        sales.loc[sales["code"] == key, "rate"] = value
has_size = sales["code"].isin(size_by_code)
if (
    has_size.any()
    and pd.api.types.infer_dtype(list(size_by_code), skipna=False) in ("integer", "floating")
    and max(map(abs, size_by_code)) < 2**53
    and pd.api.types.infer_dtype(list(size_by_code.values()), skipna=False) == "integer"
):
    sales.loc[has_size, "size"] = sales.loc[has_size, "code"].map(size_by_code)
else:
    for key, value in size_by_code.items():
        sales.loc[sales["code"] == key, "size"] = value
# %% rows of floats
price_by_code = {}
for i, row in codes.iterrows():
    price_by_code[row["code"]] = row["rate"]
has_price = sales["code"].isin(price_by_code)
if (
    has_price.any()
    and pd.api.types.infer_dtype(list(price_by_code), skipna=False) in ("integer", "floating")
    and max(map(abs, price_by_code)) < 2**53
    and pd.api.types.infer_dtype(list(price_by_code.values()), skipna=False) in ("floating", "integer")
):
    sales.loc[has_price, "price"] = sales.loc[has_price, "code"].map(price_by_code)
else:
    for key, value in price_by_code.items():
        sales.loc[sales["code"] == key, "price"] = value
# %% items of a dictionary, some of them
price_by_shop = {}
for a, b in rates.items():
    if b < 1:
        price_by_shop[a] = b
has_price = sales["shop"].isin(price_by_shop)
if (
    has_price.any()
    and pd.api.types.infer_dtype(list(price_by_shop), skipna=False) == "string"
    and pd.api.types.infer_dtype(list(price_by_shop.values()), skipna=False) in ("floating", "integer")
):
    sales.loc[has_price, "price"] = sales.loc[has_price, "shop"].map(price_by_shop)
else:
    for key, value in price_by_shop.items():
        sales.loc[sales["shop"] == key, "price"] = value
# %% by place
price_by_shop = {}
for i in range(len(shops)):
    price_by_shop[shops.loc[i, "shop"]] = shops.loc[i, "rate"]
has_price = sales["shop"].isin(price_by_shop)
if (
    has_price.any()
    and pd.api.types.infer_dtype(list(price_by_shop), skipna=False) == "string"
    and pd.api.types.infer_dtype(list(price_by_shop.values()), skipna=False) in ("floating", "integer")
):
    sales.loc[has_price, "price"] = sales.loc[has_price, "shop"].map(price_by_shop)
else:
    for key, value in price_by_shop.items():
        sales.loc[sales["shop"] == key, "price"] = value
