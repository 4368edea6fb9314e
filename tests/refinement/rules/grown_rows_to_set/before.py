rows = [[i * i % 7, i % 3] for i in range(60)]
records = [{"city": "ABC"[i % 3], "n": i % 4} for i in range(60)]
groups = [{i % 3, i % 5} for i in range(40)]
floats = [[0.5, float("nan")], [1, 2.0], [True, 2], [0.5, 1.0]]
pairs = [(i % 4, i % 3) for i in range(40)]

# %% lists
seen = []
for row in rows:
    if row not in seen:  # new
        seen.append(row)
# %% dictionaries, and what belongs to the first
unique = []
where = []
for i, r in enumerate(records):
    if r in unique:
        continue
    unique.append(r)
    where.append(i)
# %% sets
kinds = []
for i in range(len(groups)):
    x = groups[i]
    if x not in kinds:
        kinds.append(x)
# %% floats, among them NaN
found = []
for row in floats + floats:
    if row not in found:
        found.append(row)
# %% a list made on the spot, and counted
edges = []
again = {}
for a, b in pairs:
    if [a, b] not in edges:
        edges.append([a, b])
    else:
        again[a] = again.get(a, 0) + 1
# %% sorted first, in a function
def distinct(rows):
    out = []
    for row in rows:
        key = sorted(row)
        if key not in out:
            out.append(key)
    return out


result = distinct(rows)
# %% some are there already
seen = [[0, 0], [9, 9]]
for row in rows:
    if row not in seen:
        seen.append(row)
