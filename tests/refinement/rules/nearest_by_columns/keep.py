import math
import numpy as np

shops = [(f"s{i}", i * 37 % 101 / 3, i * 53 % 97 / 4) for i in range(80)]
few = shops[:10]
people = [(i * 7 % 40, i * 11 % 30 + 0.5) for i in range(25)]
bodies = [{"x": i / 3, "y": i / 7, "m": 1.0} for i in range(80)]
rows = [[f"r{i}", i / 3, None if i % 9 == 4 else i / 7] for i in range(80)]
scale = 3.0

# %% a few
reached = []
for x, y in people:
    for name, sx, sy in few:
        if (sx - x) ** 2 + (sy - y) ** 2 < 4:
            reached.append(name)
# %% once
reached = []
for name, sx, sy in shops:
    if sx ** 2 + sy ** 2 < 4:
        reached.append(name)
# %% it is left early
alone = []
for x, y in people:
    for name, sx, sy in shops:
        if (sx - x) ** 2 + (sy - y) ** 2 < 4:
            break
    else:
        alone.append((x, y))
# %% something is done for all
for x, y in people:
    seen = 0
    for name, sx, sy in shops:
        seen += 1
        if (sx - x) ** 2 + (sy - y) ** 2 < 4:
            print(name, seen)
# %% records move
for a in bodies:
    for b in bodies:
        if (a["x"] - b["x"]) ** 2 < 0.5:
            b["x"] = b["x"] + 0.1
# %% the limit moves
limit = 50.0
for x, y in people:
    for name, sx, sy in shops:
        if (sx - x) ** 2 + (sy - y) ** 2 < limit:
            limit = limit * 0.9
# %% a division
for x, y in people:
    for name, sx, sy in shops:
        if sx / (y + 1) < 0.01:
            print(name)
# %% a text
same = []
for x, y in people:
    for name, sx, sy in shops:
        if name < "s3":
            same.append(name)
# %% the loop's variable is read
for x, y in people:
    for name, sx, sy in shops:
        if (sx - x) ** 2 + (sy - y) ** 2 < 4:
            print(name)
    print(sx)
# %% the whole list is read
order = []
for x, y in people:
    found = []
    for name, sx, sy in shops:
        found.append(((sx - x) ** 2 + (sy - y) ** 2, name))
    found.sort()
    order.append((found[:3], len(found)))
# %% it is sorted by something else
order = []
for x, y in people:
    found = [((sx - x) ** 2 + (sy - y) ** 2, name) for name, sx, sy in shops]
    found.sort(key=lambda pair: pair[1])
    order.append(found[:3])
# %% the list goes on
order = []
for x, y in people:
    for name, sx, sy in shops:
        order.append(((sx - x) ** 2 + (sy - y) ** 2, name))
order.sort()
best = order[:3]
# %% a text that is asked for moves on
for x, y in people:
    last = ""
    for name, sx, sy in shops:
        if name != last and (sx - x) ** 2 + (sy - y) ** 2 < 40:
            last = shops[0][0]
# %% a part that is missing in some
known = []
for x, y in people:
    best, least = None, 1e9
    for r in rows:
        if r[2] is None:
            continue
        value = (r[1] - x) ** 2 + (r[2] - y) ** 2
        if value < least:
            best, least = r, value
    known.append(best)
# %% a number that another name hides
def far(a, b):
    return math.sqrt(scale * (a - b) ** 2)

def first(x):
    scale = -1.0
    best, least = None, 1e9
    for name, sx, sy in shops:
        value = far(sx, x)
        if value < least:
            best, least = name, value
    return best, scale

nearest = [first(x) for x, y in people]
# %% the cosine of anything
nearest = []
for x, y in people:
    best, least = None, 1e9
    for name, sx, sy in shops:
        value = math.acos((sx * x - sy * y) / 1e6)
        if value < least:
            best, least = name, value
    nearest.append(best)
# %% a generator that is used later
near = []
for x, y in people:
    near.append((name for name, sx, sy in shops if (sx - x) ** 2 < 4))
found = [list(one) for one in near]
# %% elements that are printed on the way
for x, y in people:
    near = [print(name) for name, sx, sy in shops if sx == x]
# %% an order that may be the other one
backwards = scale > 2
order = []
for x, y in people:
    order.append(sorted(shops, key=lambda s: math.hypot(s[1] - x, s[2] - y), reverse=backwards))
