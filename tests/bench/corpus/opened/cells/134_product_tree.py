'''A merchandiser prints the path of each product category and the sales of it with all below.

expect: faster
about: parents and children are found by scanning the whole list, and the subtrees are summed again for each level; an expert indexes by id and by parent and sums once
'''
# %% setup
import random

rnd = random.Random(36)
categories = [{"id": 1, "parent": None, "name": "Sortiment"}]
_depth = {1: 0}
for _k in range(2, 1150):
    _p = rnd.choice(categories)["id"]
    while _depth[_p] > 6:
        _p = rnd.choice(categories)["id"]
    _depth[_k] = _depth[_p] + 1
    categories.append({"id": _k, "parent": _p, "name": rnd.choice(["Töpfe", "Gläser", "Möbel", "Licht", "Garten", "Bücher", "Deko"]) + f" {_k}"})
rnd.shuffle(categories)
sales = {c["id"]: rnd.randrange(0, 90000) / 100 for c in categories if rnd.random() < 0.8}

# %% cell
def get(cat_id):
    return [c for c in categories if c["id"] == cat_id][0]

def path(cat_id):
    c = get(cat_id)
    if c["parent"] is None:
        return c["name"]
    return path(c["parent"]) + " > " + c["name"]

def children(cat_id):
    return [c["id"] for c in categories if c["parent"] == cat_id]

def total(cat_id):
    s = sales.get(cat_id, 0)
    for child in children(cat_id):
        s += total(child)
    return s

report = []
for c in categories:
    report.append((path(c["id"]), round(total(c["id"]), 2), len(children(c["id"]))))
report.sort()

for p, t, n in report[:12]:
    print(f"{t:12.2f}  {n:3d}  {p}")
leaves_without_sales = [p for p, t, n in report if n == 0 and t == 0]
print(len(leaves_without_sales), "leaves without sales")
