people = [
    {"id": i % 7, "email": f" User{i % 5}@x.org", "first": "ab"[i % 2], "last": "xyz"[i % 3]}
    for i in range(30)
]
CALLS = [(["a b", "A b", "c d"],), ([],), (["x"],)]
# %% a loop with a flag
unique = []
for p in people:
    duplicate = False
    for other in unique:
        if p["email"].lower().strip() == other["email"].lower().strip():
            duplicate = True
            break
    if not duplicate:
        unique.append(p)
# %% not in a list of fields
unique = []
for p in people:
    if p["id"] not in [q["id"] for q in unique]:
        unique.append(p)
# %% any, by two fields
unique = []
twice = 0
for p in people:
    if not any(q["first"] == p["first"] and q["last"] == p["last"] for q in unique):
        unique.append(p)
    else:
        twice += 1
# %% with a count beside it
unique = []
counts = {}
for p in people:
    if p["id"] not in [q["id"] for q in unique]:
        unique.append(p)
    counts[p["first"]] = counts.get(p["first"], 0) + 1
# %% texts by their lower case [function distinct]
def distinct(names):
    found = []
    for name in names:
        if name.lower() in [f.lower() for f in found]:
            continue
        found.append(name)
    return found
