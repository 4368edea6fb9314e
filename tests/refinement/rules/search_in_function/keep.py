customers = [{"id": i * 7 % 60, "city": f"c{i % 5}"} for i in range(50)]
orders = [{"id": i, "customer": i * 11 % 70} for i in range(40)]
rows = [[1, 2], [3, 4]]
sets = [{"k": [1]}, {"k": [2]}]

# %% called once
def find(number):
    for c in customers:
        if c["id"] == number:
            return c

first = find(7)
# %% the list grows
def find(number):
    for c in customers:
        if c["id"] == number:
            return c

for o in orders:
    if find(o["customer"]) is None:
        customers.append({"id": o["customer"], "city": "new"})
# %% keys change
def find(number):
    for c in customers:
        if c["id"] == number:
            return c

for o in orders:
    found = find(o["customer"])
    if found is not None:
        found["id"] += 1
# %% each call has another list
def find(rows, number):
    for c in rows:
        if c["id"] == number:
            return c

for at in range(len(orders)):
    part = customers[at:]
    found = find(part, at)
# %% something is done for others
def find(number):
    skipped = 0
    for c in customers:
        if c["id"] == number:
            return skipped
        skipped += 1

places = [find(o["customer"]) for o in orders]
# %% keys that can't be hashed
def find(key):
    for s in sets:
        if s["k"] == key:
            return s

found = [find([n]) for n in range(3)]
# %% no list
def find(letters, letter):
    for one in letters:
        if one == letter:
            return one

found = [find("abcde", letter) for letter in "xyz"]
