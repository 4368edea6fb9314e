'''A hotel's receptionist counts the occupied rooms of each night of the year by category.

expect: faster
about: all bookings are looked at for each night and category; an expert adds arrivals and subtracts departures per day and runs a sum
'''
# %% setup
import random
from datetime import date, timedelta

rnd = random.Random(31)
bookings = []
for _k in range(3200):
    _a = date(2023, 12, 20) + timedelta(days=rnd.randrange(385))
    bookings.append({
        "guest": rnd.choice(["Fam. Köhler", "Dr. Sørensen", "Reisegruppe Süd", "M. Blanc", "Firma Häcker"]),
        "arrive": _a,
        "depart": _a + timedelta(days=rnd.choice([1, 1, 2, 2, 3, 4, 7, 14])),
        "category": rnd.choice(["single", "double", "double", "suite"]),
        "rooms": rnd.choice([1, 1, 1, 1, 2, 5]),
        "cancelled": rnd.random() < 0.12,
    })

# %% cell
first, last = date(2024, 1, 1), date(2024, 12, 31)
capacity = {"single": 25, "double": 60, "suite": 12}

occupied = {}
day = first
while day <= last:
    for cat in capacity:
        n = 0
        for b in bookings:
            if not b["cancelled"] and b["category"] == cat:
                if b["arrive"] <= day and day < b["depart"]:
                    n += b["rooms"]
        occupied[(day, cat)] = n
    day += timedelta(days=1)

overbooked = [(d.isoformat(), c, n) for (d, c), n in occupied.items() if n > capacity[c]]
for cat, cap in capacity.items():
    nights = [n for (d, c), n in occupied.items() if c == cat]
    print(cat, "mean occupancy", f"{sum(nights) / len(nights) / cap:.1%}", "max", max(nights))
print(len(overbooked), "nights overbooked", overbooked[:3])
