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
customers_by_key = {}
for c_match in customers:
    customers_by_key.setdefault(c_match["id"], []).append(c_match)
def find_by_key(customers, number):
    for c in customers_by_key.get(number, ()):
        if c["id"] == number:
            return c
    return None


for o in orders:
    found = find_by_key(customers, o["customer"])
    cities.append(found["city"] if found else None)
# %% a global list, more is asked
def price_on(symbol, day):
    best = None
    for name, when, price in prices:
        if name == symbol and when <= day:
            if best is None or when > best[0]:
                best = (when, price)
    return best

prices_by_key = {}
for name_match, when_match, price_match in prices:
    prices_by_key.setdefault(name_match, []).append((name_match, when_match, price_match))
def price_on_by_key(symbol, day):
    best = None
    for name, when, price in prices_by_key.get(symbol, ()):
        if name == symbol and when <= day:
            if best is None or when > best[0]:
                best = (when, price)
    return best


known = {(s, d): price_on_by_key(s, d) for s in "abcd" for d in range(0, 30, 3)}
# %% a comprehension
def of_customer(number):
    return [o["id"] for o in orders if o["customer"] == number]

by_customer = {}
orders_by_key = {}
for o_match in orders:
    orders_by_key.setdefault(o_match["customer"], []).append(o_match)
def of_customer_by_key(number):
    return [o["id"] for o in orders_by_key.get(number, ()) if o["customer"] == number]


for c in customers:
    by_customer[c["id"]] = of_customer_by_key(c["id"])
# %% in a function [function totals]
def total(rows, key):
    found = 0
    for row in rows:
        if row["k"] == key:
            found += row["v"]
    return found

def totals(rows, keys):
    sums = []
    rows_by_key = {}
    for row_match in rows:
        rows_by_key.setdefault(row_match["k"], []).append(row_match)
    def total_by_key(rows, key):
        found = 0
        for row in rows_by_key.get(key, ()):
            if row["k"] == key:
                found += row["v"]
        return found


    for key in keys:
        sums.append(total_by_key(rows, key))
    return sums
