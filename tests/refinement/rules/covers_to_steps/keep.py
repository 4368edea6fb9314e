bookings = [
    {"from": i * 7 % 40, "to": i * 7 % 40 + i % 6, "rooms": i % 3, "price": i / 4}
    for i in range(30)
]
days = list(range(0, 50, 3))
some = [{"from": 1, "to": 3}, {"from": 2}]
lasting = [(0.5, 1.5), (1.0, None), (2.0, float("nan"))]
points = [0.5, 1.5, float("nan")]
mixed = [(1, "3"), (2, "5")]
# %% floats that are added up
worth = [sum(b["price"] for b in bookings if b["from"] <= day < b["to"]) for day in days]
# %% asked once
n = sum(1 for b in bookings if b["from"] <= 12 < b["to"])
# %% a field that some lack
counts = [sum(1 for s in some if s["from"] <= day < s["to"]) for day in days]
# %% ends of other kinds
counts = [sum(1 for a, b in mixed if a <= day and "2" < b) for day in days]
# %% two points
counts = [sum(1 for b in bookings if b["from"] <= day < b["to"] + day) for day in days]
# %% ranges that overlap another
counts = []
for day in days:
    counts.append(sum(1 for b in bookings if b["from"] <= day + 3 and day < b["to"]))
# %% the list grows meanwhile
counts = []
for day in days:
    counts.append(sum(1 for b in bookings if b["from"] <= day < b["to"]))
    bookings.append({"from": day, "to": day + 2, "rooms": 1, "price": 0.5})
# %% an end moves meanwhile
counts = []
for day in days:
    counts.append(sum(1 for b in bookings if b["from"] <= day < b["to"]))
    bookings[0]["to"] += 1
# %% the list is used otherwise
counts = []
for day in days:
    active = [b for b in bookings if b["from"] <= day < b["to"]]
    counts.append((len(active), max(active, key=lambda b: b["price"], default=None)))
# %% the loop's variable is read later
counts = []
for day in days:
    n = 0
    for b in bookings:
        if b["from"] <= day < b["to"]:
            n += 1
    counts.append(n)
print(b)
# %% a total that is a float
total = 0.5
for day in days:
    for b in bookings:
        if b["from"] <= day < b["to"]:
            total += 1
# %% floats without an end, where a point may be NaN
counts = [sum(1 for a, b in lasting if a <= x and (b is None or x < b)) for x in points]
