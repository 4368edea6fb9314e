rows = [[i * i % 7, i % 3] for i in range(60)]
records = [{"city": "ABC"[i % 3], "n": i % 4} for i in range(60)]
groups = [{i % 3, i % 5} for i in range(40)]
floats = [[0.5, float("nan")], [1, 2.0], [True, 2], [0.5, 1.0]]
pairs = [(i % 4, i % 3) for i in range(40)]

# %% lists
seen = []
seen_keys = set()
for row in rows:
    if tuple(row) not in seen_keys:  # new
        seen.append(row)
        seen_keys.add(tuple(row))
# %% dictionaries, and what belongs to the first
unique = []
where = []
unique_keys = set()
for i, r in enumerate(records):
    if frozenset(r.items()) in unique_keys:
        continue
    unique.append(r)
    unique_keys.add(frozenset(r.items()))
    where.append(i)
# %% sets
kinds = []
kinds_keys = set()
for i in range(len(groups)):
    x = groups[i]
    if frozenset(x) not in kinds_keys:
        kinds.append(x)
        kinds_keys.add(frozenset(x))
# %% floats, among them NaN
found = []
found_keys = set()
for row in floats + floats:
    if tuple(row) not in found_keys:
        found.append(row)
        found_keys.add(tuple(row))
# %% a list made on the spot, and counted
edges = []
again = {}
edges_keys = set()
for a, b in pairs:
    if (a, b) not in edges_keys:
        edges.append([a, b])
        edges_keys.add((a, b))
    else:
        again[a] = again.get(a, 0) + 1
# %% sorted first, in a function
def distinct(rows):
    out = []
    out_keys = set()
    for row in rows:
        key = sorted(row)
        if tuple(key) not in out_keys:
            out.append(key)
            out_keys.add(tuple(key))
    return out


result = distinct(rows)
# %% some are there already
seen = [[0, 0], [9, 9]]
seen_keys = {tuple(row_2) for row_2 in seen}
for row in rows:
    if tuple(row) not in seen_keys:
        seen.append(row)
        seen_keys.add(tuple(row))
