people = [
    {"name": f"P{i % 9}", "city": "AB"[i % 2], "age": 20 + i % 5, "score": i / 7} for i in range(60)
]
points = [(i % 5, i % 3, i * 1.5) for i in range(40)]
rows = [["k", 1], ["l", 2]]
CALLS = [(people,), (people[:3],), ([],)]
# %% groups with an else
groups = []
for p in people:
    for row in groups:
        if row["name"] == p["name"] and row["city"] == p["city"]:
            row["count"] += 1
            row["ages"].append(p["age"])
            break
    else:
        groups.append({"name": p["name"], "city": p["city"], "count": 1, "ages": [p["age"]]})
# %% a flag without a break
unique = []
for p in people:
    found = False
    for x in unique:
        if x["name"] == p["name"]:
            found = True
    if not found:
        unique.append(p)
# %% by places
totals = []
for p in people:
    known = False
    for j in range(len(totals)):
        if totals[j][0] == p["name"]:
            totals[j][1] += p["age"]
            known = True
    if not known:
        totals.append([p["name"], p["age"]])
# %% tuples taken apart
seen = []
kept = []
for x, y, w in points:
    double = False
    for a, b in seen:
        if a == x and b == y:
            double = True
            break
    if double:
        continue
    seen.append((x, y))
    kept.append(w)
# %% a function [function oldest_by_city]
def oldest_by_city(people):
    best = []
    for person in people:
        for row in best:
            if person["city"] == row[0]:
                if person["age"] > row[1]:
                    row[1] = person["age"]
                break
        else:
            best.append([person["city"], person["age"]])
    return best
# %% each match counts, of a list that keeps all
earlier = []
pairs = 0
for p in people:
    for other in earlier:
        if other["city"] == p["city"] and other["age"] < p["age"]:
            pairs += 1
    earlier.append(p)
