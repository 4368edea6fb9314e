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
for x in df["shop"].unique():
    for r in range(1, 4):
        idx = (df["shop"] == x) & (df["day"].dt.month == r) & (df["price"] > 5)
        high[(x, r)] = idx.sum()
# %% the number of rows
rows = []
for x in shops:
    for r in (2020, 2021):
        rows.append(len(df[(df["shop"] == x) & (df["price"].notna())]))
        rows.append(df.loc[(df.year == r) & ~(df["price"] < 9) & (df["shop"] == x)].shape[0])
# %% in a comprehension, by numpy's function
counts = [((df["shop"] == x) & (df["year"] == 2020)).sum() for x in shops]
sums = {x: np.sum(df["shop"] == x) for x in shops}
# %% days of the frame itself
daily = [((df["day"] == x) & (df["price"] > 2)).sum() for x in df["day"].unique()]
