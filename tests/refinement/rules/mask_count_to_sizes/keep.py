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
limits = [1, 5, 20]
# %% only once
n = ((df["shop"] == "a") & (df["year"] == 2020)).sum()
# %% a limit that changes from round to round
rows = []
for x in shops:
    for r in limits:
        rows.append(((df["shop"] == x) & (df["price"] > r)).sum())
# %% the frame changes
rows = []
for x in shops:
    rows.append(((df["shop"] == x) & (df["year"] == 2020)).sum())
    df["year"] = 2020
# %% days that are texts
rows = [((df["day"] == x) & (df["price"] > 2)).sum() for x in ["2024-01-01", "2024-02-01"]]
# %% either of two
rows = [((df["shop"] == x) | (df["year"] == 2020)).sum() for x in shops]
# %% sums of floats
rows = [(df["price"] * (df["shop"] == x)).sum() for x in shops]
# %% a column as a key that is no whole number
rows = [((df["price"] == x) & (df["year"] == 2020)).sum() for x in limits]
# %% against another column
rows = [((df["shop"] == x) & (df["year"] == df["price"])).sum() for x in [shops]]
