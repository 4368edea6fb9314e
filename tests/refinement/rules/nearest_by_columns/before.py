import math
import numpy as np

shops = [(f"s{i}", i * 37 % 101 / 3, i * 53 % 97 / 4) for i in range(80)]
people = [(i * 7 % 40, i * 11 % 30 + 0.5) for i in range(25)]
points = [(i * 29 % 61 / 2, i * 31 % 59 / 3) for i in range(70)]
towns = [{"name": f"t{i}", "lat": i * 13 % 40 + 30.0, "lon": i * 17 % 60 - 20.5} for i in range(70)]
alarms = [i * 37 % 101 / 3 for i in range(80)]
places = {f"p{i}": (i * 37 % 101 / 3, i * 53 % 97 / 4) for i in range(70)}
spans = [{"id": i, "start": i * 37 % 400, "end": i * 37 % 400 + i % 9} for i in range(80)]

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
