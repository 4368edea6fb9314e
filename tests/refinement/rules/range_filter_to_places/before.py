import numpy as np
import pandas as pd

sales = pd.DataFrame(
    {
        "day": pd.to_datetime(["2024-03-04", "2024-03-01", None, "2024-03-02", "2024-03-09"]),
        "price": [4.5, 1.0, 7.0, np.nan, 2.5],
        "qty": [3, 1, 4, 1, 5],
    }
)
windows = pd.DataFrame(
    {
        "start": pd.to_datetime(["2024-03-01", None, "2024-03-05", "2024-03-02"]),
        "end": pd.to_datetime(["2024-03-05", None, "2024-03-12", "2024-03-03"]),
    }
)
# %% two bounds
totals = []
for start, end in zip(windows["start"], windows["end"]):
    part = sales[(sales["day"] >= start) & (sales["day"] < end)]
    totals.append(part["price"].sum())
# %% up to a day
last = []
for day in windows["start"]:
    part = sales[sales["day"] <= day]
    last.append((len(part), part["price"].max()))
# %% of one column
n = []
for i in range(6):
    n.append(sales.loc[sales["qty"] > i, "price"].mean())
# %% between, and the column on the right
n = []
for i in range(3):
    n.append(sales[sales["price"].between(i, i + 2)]["qty"].sum())
    n.append(sales[i < sales.price]["qty"].tolist())
# %% a step that a loop counts itself, and two columns of many
weeks, day = [], pd.Timestamp("2024-02-28")
while day < pd.Timestamp("2024-03-10"):
    part = sales[(sales["day"] >= day) & (sales["day"] < day + pd.Timedelta(days=3))]
    weeks.append((len(part), part["price"].sum()))
    day = day + pd.Timedelta(days=3)
