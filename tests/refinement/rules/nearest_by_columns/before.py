import math
import numpy as np
import pandas as pd

shops = [(f"s{i}", i * 37 % 101 / 3, i * 53 % 97 / 4) for i in range(80)]
people = [(i * 7 % 40, i * 11 % 30 + 0.5) for i in range(25)]
points = [(i * 29 % 61 / 2, i * 31 % 59 / 3) for i in range(70)]
towns = [{"name": f"t{i}", "lat": i * 13 % 40 + 30.0, "lon": i * 17 % 60 - 20.5} for i in range(70)]
alarms = [i * 37 % 101 / 3 for i in range(80)]
places = {f"p{i}": (i * 37 % 101 / 3, i * 53 % 97 / 4) for i in range(70)}
spans = [{"id": i, "start": i * 37 % 400, "end": i * 37 % 400 + i % 9} for i in range(80)]
stars = [[f"HD {i}", i * 13 % 40 + 30.0, i * 17 % 60 - 20.5, i] for i in range(90)]
seen = pd.DataFrame({"ra": [33.5, 41.0, 60.25, 35.0], "dec": [-10.0, 3.5, 12.0, -19.5]})
RADIUS = 6371
names = [f"s{i}" for i in range(80)]
xs = [i * 37 % 101 / 3 for i in range(80)]
ys = [i * 53 % 97 / 4 for i in range(80)]

CALLS = [
    ([(i * 37 % 101 / 3, i * 53 % 97 / 4) for i in range(80)], [(3.0, 4.0), (50.0, 2.0)], 6.5),
    ([], [(1.0, 2.0)], 3.0),
]
# %% those within a distance
radius = 9.0
reached = []
for x, y in people:
    for part, a, b in shops:
        value = math.sqrt((a - x) ** 2 + (b - y) ** 2)
        if value < radius:
            reached.append((part, value))
# %% the nearest one
nearest = {}
for x, y in people:
    best = None
    best_d = float("inf")
    for part, a, b in shops:
        value = (a - x) ** 2 + (b - y) ** 2
        if value < best_d:
            best_d = value
            best = part
    nearest[x, y] = best, best_d
# %% the nearest other one, by places
neighbour = []
for i in range(len(points)):
    closest = -1
    least = 1e9
    for j in range(len(points)):
        if i != j:
            value = math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1])
            if value < least:
                least = value
                closest = j
    neighbour.append(closest)
# %% pairs, each once
close = []
for i, (r, w) in enumerate(points):
    for a, b in points[i + 1:]:
        if abs(r - a) + abs(w - b) <= 2.5:
            close.append((r, w, a, b))
# %% a function of the user's
def haversine(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    a = math.sin((lat2 - lat1) / 2) ** 2
    a2 = math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(a + a2))

home = {}
for x, w in people:
    best = None
    for r in towns:
        value = haversine(x, w, r["lat"], r["lon"])
        if best is None or value < best[1]:
            best = (r["name"], value)
    home[x] = best
# %% spans that overlap
pairs = []
for a in spans:
    for b in spans:
        if a["id"] < b["id"] and a["start"] < b["end"] and b["start"] < a["end"]:
            pairs.append((a["id"], b["id"]))
# %% a search in a function that is called often
def nearest_town(lat, lon):
    found, least = None, float("inf")
    for t in towns:
        value = (t["lat"] - lat) ** 2 + (t["lon"] - lon) ** 2
        if value < least:
            least = value
            found = t["name"]
    return found

homes = [nearest_town(x, y) for x, y in people]
# %% in a function [function within]
def within(points, centres, radius):
    found = []
    for cx, cy in centres:
        number = 0
        for i, (x, y) in enumerate(points):
            if (x - cx) * (x - cx) + (y - cy) * (y - cy) > radius * radius:
                continue
            number += i
        found.append(number)
    return found
# %% the few nearest
votes = {}
for x, y in people:
    sub = []
    for part, a, b in shops:
        value = math.sqrt((a - x) ** 2 + (b - y) ** 2)
        sub.append((value, part))
    sub.sort()
    votes[x, y] = [w for _, w in sub[:3]]
# %% the few nearest, by a function that adds up
def apart(p, q):
    total = 0
    for a, b in zip(p, q):
        total += (a - b) ** 2
    return math.sqrt(total)

few = 4
order = []
for r in people:
    sub = [(p, apart(r, p)) for p in points]
    order.append([p for p, _ in sorted(sub, key=lambda t: t[1])[:few]])
# %% by a key
def apart(p, q):
    return sum((p[i] - q[i]) ** 2 for i in range(2))

order = []
for r in people:
    best = min(points, key=lambda p: apart(p, r))
    others = sorted(points, key=lambda p: math.dist(p, r))[:3]
    order.append((best, others))
# %% in a function that is called [function labels]
def label_of(known, x, y):
    distances = []
    for kx, ky in known:
        distances.append(((kx - x) ** 2 + (ky - y) ** 2, kx))
    distances.sort(key=lambda pair: pair[0])
    return [kx for _, kx in distances[:5]]

def labels(known, asked, radius):
    return [label_of(known, x, y) for x, y in asked]
# %% entries of a dict, each but itself
neighbour = {}
for ch, (x, y) in places.items():
    best, least = None, float("inf")
    for other, (a, b) in places.items():
        if other == ch:
            continue
        value = (x - a) ** 2 + (y - b) ** 2
        if value < least:
            least = value
            best = other
    neighbour[ch] = best
# %% whether there is one
flagged = []
for x, y in people:
    near = False
    for r in alarms:
        if abs(x - r) <= 0.3:
            near = True
            break
    flagged.append(near)
# %% rows with texts among the numbers, the whole row kept
def separation(a1, d1, a2, d2):
    a1, d1, a2, d2 = [math.radians(x) for x in (a1, d1, a2, d2)]
    a = math.sin((d2 - d1) / 2) ** 2
    a2 = math.cos(d1) * math.cos(d2) * math.sin((a2 - a1) / 2) ** 2
    return math.degrees(2 * math.asin(min(1, math.sqrt(a + a2))))

matched = []
for ra, y in zip(seen["ra"], seen["dec"]):
    best, least = None, 1e9
    for r in stars:
        w = separation(ra, y, r[1], r[2])
        if w < least:
            best, least = r, w
    matched.append((best[0], least) if best and least < 8 else None)
# %% an angle by its cosine
def kilometres(lat1, lon1, lat2, lon2):
    x = math.sin(math.radians(lat1)) * math.sin(math.radians(lat2))
    y = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2))
    return RADIUS * math.acos(min(1.0, x + y * math.cos(math.radians(lon2 - lon1))))

home = {}
for i, r in seen.iterrows():
    best, least = None, None
    for w in towns:
        value = kilometres(r["dec"], r["ra"], w["lat"], w["lon"])
        if least is None or value < least:
            best, least = w, value
    home[i] = best["name"] if best else None
# %% several lists side by side
nearest = []
for x, y in people:
    best, least = "", math.inf
    for part, a, b in zip(names, xs, ys):
        value = math.hypot(a - x, b - y)
        if value < least:
            best, least = part, value
    nearest.append(best)
# %% a comprehension that counts those within
near_by = {}
for x, y in people:
    near_by[x, y] = sum(1 for part, a, b in shops if (a - x) ** 2 + (b - y) ** 2 < 80)
# %% the smallest number itself
least = {}
for x, y in people:
    least[x, y] = min((math.hypot(a - x, b - y), part) for part, a, b in shops)
# %% one comprehension in another
least = [min(math.dist(p, q) for q in points) for p in people]
# %% all in order
room = {r["name"]: 1 for r in towns}
given = []
for x, y in people:
    for r in sorted(towns, key=lambda r: (math.hypot(r["lat"] - x, r["lon"] - y), r["name"])):
        if room[r["name"]] > 0:
            room[r["name"]] -= 1
            given.append(r["name"])
            break
# %% a record kept without its number
labelled = []
for x, y in people:
    best = None
    for r in towns:
        if best is None or abs(r["lat"] - x) < abs(best["lat"] - x):
            best = r
    labelled.append((x, best["name"] if best else ""))
# %% number and row in one
found = {}
for x, y in people:
    best = (math.inf, None)
    for r in stars:
        if abs(r[3] - 40) > 30:
            continue
        value = math.hypot(r[1] - x, r[2] - y)
        if value < best[0]:
            best = (value, r)
    found[x, y] = best[1][0] if best[1] else "-"
# %% those before it
least = {}
for i, p in enumerate(points):
    closest = math.inf
    for r in points[:i]:
        value = (p[0] - r[0]) ** 2 + (p[1] - r[1]) ** 2
        if value < closest:
            closest = value
    least[i] = closest
# %% a function of two pairs
def between(p, q):
    return math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2)

neighbour = {}
for x, y in people:
    best, closest = "", 1e9
    for ch, r in places.items():
        value = between((x, y), r)
        if value < closest:
            best, closest = ch, value
    neighbour[x, y] = best
