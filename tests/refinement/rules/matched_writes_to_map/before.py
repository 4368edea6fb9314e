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
for i, row in shops.iterrows():
    sales.loc[sales["shop"] == row["shop"], "city"] = row["city"]
# %% two columns, one of them new, by numbers
sales["size"] = 0
for i, row in shops.iterrows():
    sales.loc[sales["code"] == row["code"], "rate"] = row["rate"]
    sales.loc[sales["code"] == row["code"], "size"] = row["size"]
# %% rows of floats
for i, row in codes.iterrows():
    sales.loc[sales["code"] == row["code"], "price"] = row["rate"]
# %% items of a dictionary, some of them
for a, b in rates.items():
    if b < 1:
        sales.loc[sales["shop"] == a, "price"] = b
# %% by place
for i in range(len(shops)):
    sales.loc[shops.loc[i, "shop"] == sales.shop, "price"] = shops.loc[i, "rate"]
