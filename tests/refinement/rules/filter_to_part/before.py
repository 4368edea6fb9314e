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
for room, day in zip(bookings["room"], bookings["day"]):
    open_ = rates[(rates["room"] == room) & (rates["since"] <= day)]
    paid.append(open_["price"].iloc[-1] if len(open_) else None)
# %% two keys and a range, of one column
low = []
for room, beds, day in zip(bookings["room"], bookings["beds"], bookings["day"]):
    low.append(
        rates.loc[
            (rates.room == room) & (day >= rates.since) & (rates.beds == beds) & rates.price.notna(),
            "price",
        ].min()
    )
# %% in a comprehension
n = [len(rates[(rates["room"] == r) & (rates["price"] > 11)]) for r in bookings["room"]]
# %% by keys alone, of a row
parts = []
for i, row in bookings.iterrows():
    parts.append(rates[rates["room"] == row["room"]]["price"].tolist())
# %% applied
bookings["first"] = bookings.apply(
    lambda r: rates[(rates["room"] == r["room"]) & (rates["since"] < r["day"])]["price"].sum(), axis=1
)
# %% a key in either of two columns
r = bookings["room"].tolist()
moves = pd.DataFrame(
    {"room": ["a", "b", "a", "c"], "to": ["b", "b", "d", "a"], "n": [1, 2, 3, 4]}
)
left = []
for x, n in zip(r, [3, 4, 9, 9, 2]):
    left.append(moves[((moves["room"] == x) | (moves.to == x)) & (moves["n"] < n)]["n"].tolist())
# %% the same, by a name and twice
total = 0
for room in bookings["room"].unique():
    i = rates["room"].eq(room) & (rates["beds"] > 1)
    total += len(rates[i]) + len(rates[(rates["room"] == room) & rates["price"].notna()])
