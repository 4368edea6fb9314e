import numpy as np
import pandas as pd

sales = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "z"],
        "day": pd.to_datetime(["2024-01-01"] * 7),
        "code": [1, 2, 3, 1, 2, 1, 9],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0],
    }
)
shops = pd.DataFrame({"shop": ["a", "b", "c"], "code": [1, 2, 3], "rate": [0.5, 0.25, 2.0]})
# %% the frame is read, too
for i, row in shops.iterrows():
    sales.loc[sales["shop"] == row["shop"], "price"] = row["rate"]
    print(len(sales))
# %% what is written depends on what was written
for i, row in shops.iterrows():
    sales.loc[sales["shop"] == row["shop"], "price"] = sales["price"].max() + row["rate"]
# %% one column by two keys
for i, row in shops.iterrows():
    sales.loc[sales["shop"] == row["shop"], "price"] = row["rate"]
    sales.loc[sales["code"] == row["code"], "price"] = row["rate"]
# %% the key is written
for i, row in shops.iterrows():
    sales.loc[sales["code"] == row["code"], "code"] = row["code"] + 1
# %% dates
for day in sales["day"].unique():
    sales.loc[sales["day"] == day, "price"] = 1.0
# %% other rows
for i, row in shops.iterrows():
    sales.loc[sales["code"] > row["code"], "price"] = row["rate"]
# %% a new column that only some rounds write
for i, row in shops.iterrows():
    if row["rate"] > 9:
        sales.loc[sales["code"] == row["code"], "rate"] = row["rate"]
# %% a column that stands for the frame
same = sales
for i, row in shops.iterrows():
    sales.loc[sales["code"] == row["code"], "price"] = row["rate"]
    print(same.shape)
# %% numbers into texts
for i, row in shops.iterrows():
    sales.loc[sales["code"] == row["code"], "day"] = row["rate"]
