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
day_sorted = sales["day"].reset_index(drop=True).dropna().sort_values(kind="stable")
day_places = day_sorted.index.to_numpy()
for start, end in zip(windows["start"], windows["end"]):
    first = day_sorted.searchsorted(start, "left")
    last = day_sorted.searchsorted(end, "left")
    sales_rows = np.sort(day_places[first : last if start == start and end == end else 0])
    price_rows = sales["price"].iloc[sales_rows]
    totals.append(price_rows.sum())
# %% up to a day
last = []
day_sorted = sales["day"].reset_index(drop=True).dropna().sort_values(kind="stable")
day_places = day_sorted.index.to_numpy()
sales_columns = sales[["price"]]
for day in windows["start"]:
    last_2 = day_sorted.searchsorted(day, "right")
    sales_rows = np.sort(day_places[ : last_2 if day == day else 0])
    sales_taken = sales_columns.iloc[sales_rows]
    last.append((len(sales_taken), sales_taken["price"].max()))
# %% of one column
n = []
qty_sorted = sales["qty"].reset_index(drop=True).dropna().sort_values(kind="stable")
qty_places = qty_sorted.index.to_numpy()
for i in range(6):
    first = qty_sorted.searchsorted(i, "right")
    sales_rows = np.sort(qty_places[first : len(qty_places) if i == i else 0])
    n.append(sales["price"].iloc[sales_rows].mean())
# %% between, and the column on the right
n = []
price_sorted = sales["price"].reset_index(drop=True).dropna().sort_values(kind="stable")
price_places = price_sorted.index.to_numpy()
price_sorted_2 = sales["price"].reset_index(drop=True).dropna().sort_values(kind="stable")
price_places_2 = price_sorted_2.index.to_numpy()
for i in range(3):
    first = price_sorted.searchsorted(i, "left")
    last = price_sorted.searchsorted(i + 2, "right")
    sales_rows = np.sort(price_places[first : last if i == i and (i + 2) == (i + 2) else 0])
    n.append(sales["qty"].iloc[sales_rows].sum())
    first_2 = price_sorted_2.searchsorted(i, "right")
    sales_rows_2 = np.sort(price_places_2[first_2 : len(price_places_2) if i == i else 0])
    n.append(sales["qty"].iloc[sales_rows_2].tolist())
# %% a step that a loop counts itself, and two columns of many
weeks, day = [], pd.Timestamp("2024-02-28")
day_sorted = sales["day"].reset_index(drop=True).dropna().sort_values(kind="stable")
day_places = day_sorted.index.to_numpy()
sales_columns = sales[["price"]]
while day < pd.Timestamp("2024-03-10"):
    first = day_sorted.searchsorted(day, "left")
    last = day_sorted.searchsorted(day + pd.Timedelta(days=3), "left")
    sales_rows = np.sort(day_places[first : last if day == day and (day + pd.Timedelta(days=3)) == (day + pd.Timedelta(days=3)) else 0])
    sales_taken = sales_columns.iloc[sales_rows]
    weeks.append((len(sales_taken), sales_taken["price"].sum()))
    day = day + pd.Timedelta(days=3)
