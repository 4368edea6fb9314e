import pandas as pd

sales = pd.DataFrame(
    {
        "day": pd.to_datetime(["2024-03-04", "2024-03-01", None, "2024-03-02", "2024-03-09"]),
        "shop": ["a", "b", "a", "c", "b"],
        "price": [4.5, 1.0, 7.0, 3.0, 2.5],
        "qty": [3, 1, 4, 1, 5],
    }
)
limits = [1, 2, 4]
# %% once only
dear = sales[sales["price"] > 2]
# %% rows that are kept
parts = []
for limit in limits:
    parts.append(sales[sales["price"] > limit])
# %% rows that change
for limit in limits:
    part = sales[sales["price"] > limit]
    part["price"] = 0.0
    print(part["price"].sum())
# %% the frame changes meanwhile
for limit in limits:
    print(sales[sales["price"] > limit]["qty"].sum())
    sales["price"] = sales["price"] / 2
# %% texts
for shop in ["a", "b"]:
    print(sales[sales["shop"] > shop]["qty"].sum())
# %% bounds of two columns
for limit in limits:
    print(sales[(sales["price"] > limit) & (sales["qty"] < limit)]["qty"].sum())
# %% two columns
for limit in limits:
    print(sales[sales["price"] > sales["qty"]]["qty"].sum() + limit)
# %% either
for limit in limits:
    print(sales[(sales["price"] > limit) | (sales["price"] < 1)]["qty"].sum())
# %% two lower bounds
for limit in limits:
    print(sales[(sales["price"] > limit) & (sales["price"] > 2)]["qty"].sum())
# %% only where something else holds
for limit in limits:
    print(0 if limit > 2 else sales[sales["price"] > limit]["qty"].sum())
# %% one end of what is between is left out
for limit in limits:
    print(sales[sales["price"].between(limit, 5, inclusive="left")]["qty"].sum())
