import pandas as pd

rates = pd.DataFrame(
    {
        "room": ["a", "b", "a", "b", "c", "a"],
        "beds": [1, 2, 2, 1, 1, 2],
        "since": pd.to_datetime(
            ["2024-01-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-02-01", "2024-04-01"]
        ),
        "price": [10.5, 20.0, 12.0, 25.5, 8.0, None],
    }
)
bookings = pd.DataFrame(
    {
        "room": ["a", "b", "d", "a", "c"],
        "beds": [1, 1, 1, 2, 2],
        "day": pd.to_datetime(["2024-02-10", "2024-03-05", "2024-03-05", "2024-01-01", "2024-05-01"]),
    }
)
# %% the last before a day
paid = []
rates_by_room = dict(list(rates.groupby("room", sort=False)))
no_rates = rates.iloc[:0]
for room, day in zip(bookings["room"], bookings["day"]):
    rates_part = rates_by_room.get(room, no_rates)
    open_ = rates_part[rates_part["since"] <= day]
    paid.append(open_["price"].iloc[-1] if len(open_) else None)
# %% two keys and a range, of one column
low = []
rates_by_room_beds = dict(list(rates.groupby(["room", "beds"], sort=False)))
no_rates = rates.iloc[:0]
for room, beds, day in zip(bookings["room"], bookings["beds"], bookings["day"]):
    rates_part = rates_by_room_beds.get((room, beds), no_rates)
    low.append(
        rates_part.loc[(day >= rates_part.since) & (rates_part.price.notna()), "price"].min()
    )
# %% in a comprehension
rates_by_room = dict(list(rates.groupby("room", sort=False)))
no_rates = rates.iloc[:0]
n = [len((rates_part := rates_by_room.get(r, no_rates))[rates_part["price"] > 11]) for r in bookings["room"]]
# %% by keys alone, of a row
parts = []
rates_by_room = dict(list(rates.groupby("room", sort=False)))
no_rates = rates.iloc[:0]
for i, row in bookings.iterrows():
    parts.append(rates_by_room.get(row["room"], no_rates)["price"].tolist())
# %% applied
rates_by_room = dict(list(rates.groupby("room", sort=False)))
no_rates = rates.iloc[:0]
bookings["first"] = bookings.apply(
    lambda r: (rates_part := rates_by_room.get(r["room"], no_rates))[rates_part["since"] < r["day"]]["price"].sum(), axis=1
)
