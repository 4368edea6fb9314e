people = [
    {"name": f"P{i % 9}", "city": "AB"[i % 2], "age": 20 + i % 5, "score": i / 7} for i in range(60)
]
points = [(i % 5, i % 3, i * 1.5) for i in range(40)]
rows = [["k", 1], ["l", 2]]
CALLS = [(people,), (people[:3],), ([],)]
# %% groups with an else
groups = []
groups_by_key = {}
for p in people:
    for row_match in groups_by_key.get((p["name"], p["city"]), ()):
        if row_match["name"] == p["name"] and row_match["city"] == p["city"]:
            row_match["count"] += 1
            row_match["ages"].append(p["age"])
            break
    else:
        groups.append({"name": p["name"], "city": p["city"], "count": 1, "ages": [p["age"]]})
        groups_by_key.setdefault((groups[-1]["name"], groups[-1]["city"]), []).append(groups[-1])
# %% a flag without a break
unique = []
unique_by_key = {}
for p in people:
    found = False
    for x_match in unique_by_key.get(p["name"], ()):
        if x_match["name"] == p["name"]:
            found = True
    if not found:
        unique.append(p)
        unique_by_key.setdefault(p["name"], []).append(p)
# %% by places
totals = []
totals_by_key = {}
for p in people:
    known = False
    for j_match in totals_by_key.get(p["name"], ()):
        if totals[j_match][0] == p["name"]:
            totals[j_match][1] += p["age"]
            known = True
    if not known:
        totals.append([p["name"], p["age"]])
        totals_by_key.setdefault(totals[-1][0], []).append(len(totals) - 1)
# %% tuples taken apart
seen = []
kept = []
seen_by_key = {}
for x, y, w in points:
    double = False
    for a_match, b_match in seen_by_key.get((x, y), ()):
        if a_match == x and b_match == y:
            double = True
            break
    if double:
        continue
    seen.append((x, y))
    seen_by_key.setdefault((x, y), []).append(seen[-1])
    kept.append(w)
# %% a function [function oldest_by_city]
def oldest_by_city(people):
    best = []
    best_by_key = {}
    for person in people:
        for row in best_by_key.get(person["city"], ()):
            if person["city"] == row[0]:
                if person["age"] > row[1]:
                    row[1] = person["age"]
                break
        else:
            best.append([person["city"], person["age"]])
            best_by_key.setdefault(best[-1][0], []).append(best[-1])
    return best
# %% each match counts, of a list that keeps all
earlier = []
pairs = 0
earlier_by_key = {}
for p in people:
    for other_match in earlier_by_key.get(p["city"], ()):
        if other_match["city"] == p["city"] and other_match["age"] < p["age"]:
            pairs += 1
    earlier.append(p)
    earlier_by_key.setdefault(p["city"], []).append(p)
