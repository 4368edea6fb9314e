people = [
    {"name": f"P{i % 9}", "city": "AB"[i % 2], "age": 20 + i % 5, "score": i / 7} for i in range(60)
]
points = [(i % 5, i % 3, i * 1.5) for i in range(40)]
rows = [["k", 1], ["l", 2]]
CALLS = [(people,), (people[:3],), ([],)]
# %% numbers that may be NaN
unique = []
for p in people:
    found = False
    for u in unique:
        if u["score"] == p["score"]:
            found = True
    if not found:
        unique.append(p)
# %% a key that is set
groups = []
for p in people:
    for g in groups:
        if g["name"] == p["name"]:
            g["name"] = "seen"
            break
    else:
        groups.append({"name": p["name"], "count": 1})
# %% work for all rows
groups = []
for p in people:
    for g in groups:
        g["age"] = g["age"] + 1
        if g["name"] == p["name"]:
            break
    else:
        groups.append({"name": p["name"], "age": 1})
# %% the list shrinks
groups = []
for p in people:
    for g in groups:
        if g["name"] == p["name"]:
            g["n"] += 1
            break
    else:
        groups.append({"name": p["name"], "n": 1})
    if len(groups) > 4:
        groups.pop(0)
# %% rows are handed on
groups = []
last = {}
for p in people:
    for g in groups:
        if g["name"] == p["name"]:
            last["it"] = g
            last["it"]["name"] = "x"
            break
    else:
        groups.append({"name": p["name"], "n": 1})
# %% a search that appends
groups = []
for p in people:
    for g in groups:
        if g["name"] == p["name"]:
            groups.append({"name": p["name"] + "!", "n": 1})
            break
    else:
        groups.append({"name": p["name"], "n": 1})
# %% it began with something
table = rows
for p in people:
    for g in table:
        if g[0] == p["name"]:
            g[1] += 1
            break
    else:
        table.append([p["name"], 1])
# %% the row is read afterwards
groups = []
for p in people:
    for g in groups:
        if g["name"] == p["name"]:
            g["n"] += 1
            break
    else:
        groups.append({"name": p["name"], "n": 1})
print(g)
# %% an else
groups = []
misses = 0
for p in people:
    for g in groups:
        if g["name"] == p["name"]:
            g["n"] += 1
        else:
            misses += 1
    groups.append({"name": p["name"], "n": 1})
# %% the place of a row is kept
groups = []
places = []
for p in people:
    found = False
    for j in range(len(groups)):
        if groups[j]["name"] == p["name"]:
            found = True
            places.append(j)
            groups[j] = {"name": "other", "n": 0}
    if not found:
        groups.append({"name": p["name"], "n": 1})
