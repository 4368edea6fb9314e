people = [
    {"id": i % 7, "email": f" User{i % 5}@x.org", "first": "ab"[i % 2], "score": i / 7}
    for i in range(30)
]
others = [{"id": i} for i in range(3)]
# %% numbers that may be NaN
unique = []
for p in people:
    if p["score"] not in [q["score"] for q in unique]:
        unique.append(p)
# %% a record that changes
unique = []
for p in people:
    if p["id"] not in [q["id"] for q in unique]:
        unique.append(p)
    p["id"] = 3
# %% a list that shrinks
unique = []
for p in people:
    if p["id"] not in [q["id"] for q in unique]:
        unique.append(p)
    if len(unique) > 4:
        unique.pop()
# %% the one that was found is used
unique = []
for p in people:
    for q in unique:
        if p["id"] == q["id"]:
            seen = True
            break
    else:
        unique.append(p)
# %% the loop's variable is used
unique = []
last = None
for p in people:
    known = False
    for q in unique:
        if p["id"] == q["id"]:
            known = True
            break
    if known:
        last = q
    else:
        unique.append(p)
# %% searched by two things
unique = []
for p in people:
    if p["id"] not in [q["id"] for q in unique] and p["email"] not in [q["email"] for q in unique]:
        unique.append(p)
# %% it began with something
unique = others
for p in people:
    if p["id"] not in [q["id"] for q in unique]:
        unique.append(p)
# %% compared otherwise
unique = []
for p in people:
    if not any(q["id"] > p["id"] for q in unique):
        unique.append(p)
# %% another name
unique = rest = []
for p in people:
    if p["id"] not in [q["id"] for q in unique]:
        unique.append(p)
        rest.append(p)
# %% records that change by another way
unique = []
by_id = {}
for p in people:
    if p["id"] not in [q["id"] for q in unique]:
        unique.append(p)
        by_id[p["id"]] = p
    by_id[p["id"]]["id"] = 5
