people = [
    {"id": i % 7, "email": f" User{i % 5}@x.org", "first": "ab"[i % 2], "last": "xyz"[i % 3]}
    for i in range(30)
]
CALLS = [(["a b", "A b", "c d"],), ([],), (["x"],)]
# %% a loop with a flag
unique = []
unique_keys = set()
for p in people:
    duplicate = False
    if p["email"].lower().strip() in unique_keys:
        duplicate = True
    if not duplicate:
        unique.append(p)
        unique_keys.add(p["email"].lower().strip())
# %% not in a list of fields
unique = []
unique_keys = set()
for p in people:
    if p["id"] not in unique_keys:
        unique.append(p)
        unique_keys.add(p["id"])
# %% any, by two fields
unique = []
twice = 0
unique_keys = set()
for p in people:
    if (p["first"], p["last"]) not in unique_keys:
        unique.append(p)
        unique_keys.add((p["first"], p["last"]))
    else:
        twice += 1
# %% with a count beside it
unique = []
counts = {}
unique_keys = set()
for p in people:
    if p["id"] not in unique_keys:
        unique.append(p)
        unique_keys.add(p["id"])
    counts[p["first"]] = counts.get(p["first"], 0) + 1
# %% texts by their lower case [function distinct]
def distinct(names):
    found = []
    found_keys = set()
    for name in names:
        if name.lower() in found_keys:
            continue
        found.append(name)
        found_keys.add(name.lower())
    return found
