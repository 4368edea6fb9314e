left = [{"id": i % 7, "n": i} for i in range(20)]
right = [{"id": i % 5, "n": -i, "tags": []} for i in range(15)]
rows = [(i % 4, f"r{i}") for i in range(12)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
nested = [[1], [2], [1]]

# %% something for those that don't match
n = m = 0
for a in left:
    for b in right:
        if a["id"] == b["id"]:
            n += 1
        else:
            m += 1
# %% keys that can't be hashed
same = [(x, y) for x in nested for y in nested if x == y]
# %% the keys change
for a in left:
    for b in right:
        if a["id"] == b["id"]:
            b["id"] = 99
# %% the inner list changes
for a in left:
    for b in right:
        if a["id"] == b["id"]:
            right.append({"id": 100, "n": 0})
# %% sums of floats
same = []
for i in range(len(floats)):
    for j in range(len(floats)):
        if floats[i] + floats[j] == 1.0:
            same.append((i, j))
# %% the variable is used afterwards
for a in left:
    for b in right:
        if a["id"] == b["id"]:
            a["m"] = b["n"]
last = b["n"]
# %% one loop
n = 0
for b in right:
    if b["id"] == 3:
        n += 1
# %% compared otherwise
less = [(x, y) for x in data for y in data if x < y]
# %% an iterator
stream = iter(right)
pairs = [(a, b) for a in left for b in stream if a["id"] == b["id"]]
# %% negative places
same = []
for i in range(-3, 3):
    for j in range(i + 1, len(data)):
        if data[i] == data[j]:
            same.append((i, j))
# %% unknown
def join(a, b):
    return [(x, y) for x in a for y in b if x[0] == y[0]]
# %% a test before that may raise
pairs = [(a, b) for a in left for b in right if 1 / b["n"] > 0 and a["id"] == b["id"]]
# %% records in a dict of the source's own change
table = {}
for a in left:
    table[a["n"]] = a
    for x in left:
        if x["id"] == a["id"]:
            table[a["n"]]["id"] = 9
# %% a name is used afterwards
pairs = []
for i in range(len(left)):
    for j in range(len(left)):
        other = left[j]
        if left[i]["id"] == other["id"]:
            pairs.append((i, j))
last = other
# %% the keys change under another name
for i in range(len(left)):
    for j in range(len(left)):
        other = left[j]
        if left[i]["id"] == other["id"]:
            other["id"] = 7
# %% something is done before others are passed over
count = 0
for i in range(len(left)):
    for j in range(len(left)):
        count += 1
        if left[i]["id"] != left[j]["id"]:
            continue
        count += 5
# %% what is asked for is set on the way
for a in left:
    for b in left:
        if b["id"] == a["n"]:
            b["n"] = b["n"] + 1
# %% what is asked for moves on
ends = []
for a in left:
    other = a["n"]
    for b in left:
        if b["id"] == other:
            other = b["n"]
    ends.append(other)
# %% a field that is asked for is set meanwhile
for a in left:
    for i, x in rows:
        if i == a["id"]:
            a["id"] = len(x)
# %% a flag that may not be there
orders = [{"shop": 1, "paid": True}, {"shop": 2}]
found = [o for shop in range(1, 2) for o in orders if not o["paid"] and o["shop"] == shop]
# %% a flag that says neither
import numpy as np
orders = [{"shop": i % 4, "paid": np.zeros(2)} for i in range(3)]
found = []
for shop in [7]:
    for o in orders:
        if o["paid"] and o["shop"] == shop:
            found.append(o)
