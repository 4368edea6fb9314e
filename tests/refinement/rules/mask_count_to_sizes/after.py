import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, np.nan],
        "day": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-01-09", "2024-03-01"] * 2)[:7],
    }
)
shops = ["a", "b", "z"]
# %% by two keys, within a limit, under a name
high = {}
df_counts_by_shop_day_month = (df["price"] > 5).groupby([df["shop"], df["day"].dt.month], sort=False).sum()
df_counts_by_shop_day_month = dict(zip(df_counts_by_shop_day_month.index, df_counts_by_shop_day_month.to_numpy()))
for x in df["shop"].unique():
    for r in range(1, 4):
        high[(x, r)] = df_counts_by_shop_day_month.get((x, r), np.int64(0))
# %% the number of rows
rows = []
df_counts_by_shop = (df["price"].notna()).groupby(df["shop"], sort=False).sum().to_dict()
df_counts_by_year_shop_2 = (~(df["price"] < 9)).groupby([df["year"], df["shop"]], sort=False).sum().to_dict()
for x in shops:
    for r in (2020, 2021):
        rows.append(df_counts_by_shop.get(x, 0))
        rows.append(df_counts_by_year_shop_2.get((r, x), 0))
# %% in a comprehension, by numpy's function
df_counts_by_shop = (df["year"] == 2020).groupby(df["shop"], sort=False).sum()
df_counts_by_shop = dict(zip(df_counts_by_shop.index, df_counts_by_shop.to_numpy()))
counts = [df_counts_by_shop.get(x, np.int64(0)) for x in shops]
df_counts_by_shop_2 = df.groupby("shop", sort=False).size()
df_counts_by_shop_2 = dict(zip(df_counts_by_shop_2.index, df_counts_by_shop_2.to_numpy()))
sums = {x: df_counts_by_shop_2.get(x, np.int64(0)) for x in shops}
# %% days of the frame itself
df_counts_by_day = (df["price"] > 2).groupby(df["day"], sort=False).sum()
df_counts_by_day = dict(zip(df_counts_by_day.index, df_counts_by_day.to_numpy()))
daily = [df_counts_by_day.get(x, np.int64(0)) for x in df["day"].unique()]
