customers = [{"id": i * 7 % 60, "city": f"c{i % 5}", "since": i % 9} for i in range(50)]
orders = [{"id": i, "customer": i * 11 % 70} for i in range(40)]
prices = [("abc"[i % 3], i * 5 % 30, i / 4) for i in range(60)]

CALLS = [
    ([{"k": 1, "v": 2}, {"k": 2, "v": 3}, {"k": 1, "v": 4}], [1, 2, 3, 1]),
    ([], [1]),
    ([{"k": 1, "v": 2}], []),
]
# %% the first that fits
def find(customers, number):
    for c in customers:
        if c["id"] == number:
            return c
    return None

cities = []
for o in orders:
    found = find(customers, o["customer"])
    cities.append(found["city"] if found else None)
# %% a global list, more is asked
def price_on(symbol, day):
    best = None
    for name, when, price in prices:
        if name == symbol and when <= day:
            if best is None or when > best[0]:
                best = (when, price)
    return best

known = {(s, d): price_on(s, d) for s in "abcd" for d in range(0, 30, 3)}
# %% a comprehension
def of_customer(number):
    return [o["id"] for o in orders if o["customer"] == number]

by_customer = {}
for c in customers:
    by_customer[c["id"]] = of_customer(c["id"])
# %% in a function [function totals]
def total(rows, key):
    found = 0
    for row in rows:
        if row["k"] == key:
            found += row["v"]
    return found

def totals(rows, keys):
    sums = []
    for key in keys:
        sums.append(total(rows, key))
    return sums
