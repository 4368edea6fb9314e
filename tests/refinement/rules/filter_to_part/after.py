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
# %% a key in either of two columns
import numpy as np
r = bookings["room"].tolist()
moves = pd.DataFrame(
    {"room": ["a", "b", "a", "c"], "to": ["b", "b", "d", "a"], "n": [1, 2, 3, 4]}
)
left = []
moves_places = {}
for column in ["room", "to"]:
    for key, at in moves.groupby(column, sort=False).indices.items():
        moves_places[key] = np.union1d(moves_places.get(key, at), at)
moves_by_room_to = {key: moves.iloc[at] for key, at in moves_places.items()}
no_moves = moves.iloc[:0]
for x, n in zip(r, [3, 4, 9, 9, 2]):
    moves_part = moves_by_room_to.get(x, no_moves)
    left.append(moves_part[moves_part["n"] < n]["n"].tolist())
# %% the same, by a name and twice
total = 0
rates_by_room = dict(list(rates.groupby("room", sort=False)))
no_rates = rates.iloc[:0]
for room in bookings["room"].unique():
    rates_part = rates_by_room.get(room, no_rates)
    total += len(rates_part[rates_part["beds"] > 1]) + len(rates_part[rates_part["price"].notna()])
