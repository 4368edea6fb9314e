import pandas as pd

rates = pd.DataFrame(
    {
        "room": ["a", "b", "a", "b", "c", "a"],
        "beds": [1, 2, 2, 1, 1, 2],
        "size": [1.5, 2.0, 2.0, 1.0, 1.0, 2.5],
        "price": [10.5, 20.0, 12.0, 25.5, 8.0, None],
    }
)
rooms = ["a", "b", "d"]
# %% once only
low = rates[(rates["room"] == "a") & (rates["price"] < 12)]
# %% the frame changes meanwhile
for room in rooms:
    low = rates[(rates["room"] == room) & (rates["price"] < 12)]
    rates.loc[rates["room"] == room, "price"] = 0.0
# %% parts that are kept
parts = {}
for room in rooms:
    parts[room] = rates[rates["room"] == room]
# %% a part that changes
for room in rooms:
    part = rates[rates["room"] == room]
    part["price"] = 1.0
    print(part["price"].sum())
# %% a key of floats
for size in [1.5, 2.0]:
    print(len(rates[(rates["size"] == size) & (rates["beds"] > 1)]))
# %% a test against the whole column
for room in rooms:
    print(len(rates[(rates["room"] == room) & (rates["price"] > rates["price"].mean())]))
# %% either of two
for room in rooms:
    print(len(rates[(rates["room"] == room) | (rates["price"] > 11)]))
# %% a test by a list as long as the frame
marks = [1, 2, 1, 2, 1, 2]
for room in rooms:
    print(len(rates[(rates["room"] == room) & (rates["beds"] == marks)]))
