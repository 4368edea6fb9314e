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
shops_a = np.array([a for part, a, b in shops], dtype=float)
shops_b = np.array([b for part, a, b in shops], dtype=float)
shops_usual = all((abs(one) < 2**50).all() for one in (shops_a, shops_b))
for x, y in people:
    near = shops
    if shops_usual and near and abs(x) < 2**50 and abs(y) < 2**50:
        passes = np.sqrt((shops_a - x) ** 2 + (shops_b - y) ** 2) < radius * (1 + 1e-06)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for part_match, a_match, b_match in near:
        value_match = math.sqrt((a_match - x) ** 2 + (b_match - y) ** 2)
        if value_match < radius:
            reached.append((part_match, value_match))
# %% the nearest one
nearest = {}
shops_a = np.array([a for part, a, b in shops], dtype=float)
shops_b = np.array([b for part, a, b in shops], dtype=float)
shops_usual = all((abs(one) < 2**50).all() for one in (shops_a, shops_b))
for x, y in people:
    best = None
    best_d = float("inf")
    near = shops
    if shops_usual and near and abs(x) < 2**50 and abs(y) < 2**50:
        values = (shops_a - x) ** 2 + (shops_b - y) ** 2
        passes = values <= values.min() * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for part_match, a_match, b_match in near:
        value_match = (a_match - x) ** 2 + (b_match - y) ** 2
        if value_match < best_d:
            best_d = value_match
            best = part_match
    nearest[x, y] = best, best_d
# %% the nearest other one, by places
neighbour = []
points_at_0 = np.array([each[0] for each in points], dtype=float)
points_at_1 = np.array([each[1] for each in points], dtype=float)
points_places = np.arange(len(points))
points_usual = all((abs(one) < 2**50).all() for one in (points_at_0, points_at_1))
for i in range(len(points)):
    closest = -1
    least = 1e9
    near = range(len(points))
    if points_usual and near:
        values = np.where((i != points_places), np.hypot(points[i][0] - points_at_0, points[i][1] - points_at_1), np.inf)
        passes = values <= values.min() * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for j_match in near:
        if i != j_match:
            value_match = math.hypot(points[i][0] - points[j_match][0], points[i][1] - points[j_match][1])
            if value_match < least:
                least = value_match
                closest = j_match
    neighbour.append(closest)
# %% pairs, each once
close = []
points_a = np.array([a for a, b in points], dtype=float)
points_b = np.array([b for a, b in points], dtype=float)
points_usual = all((abs(one) < 2**50).all() for one in (points_a, points_b))
for i, (r, w) in enumerate(points):
    near = points[i + 1:]
    if points_usual and near:
        passes = np.abs(r - points_a[i + 1:]) + np.abs(w - points_b[i + 1:]) <= 2.5
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for a_match, b_match in near:
        if abs(r - a_match) + abs(w - b_match) <= 2.5:
            close.append((r, w, a_match, b_match))
# %% a function of the user's
def haversine(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    a = math.sin((lat2 - lat1) / 2) ** 2
    a2 = math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(a + a2))

home = {}
towns_lat = np.array([r['lat'] for r in towns], dtype=float)
towns_lon = np.array([r['lon'] for r in towns], dtype=float)
towns_usual = all((abs(one) < 2**50).all() for one in (towns_lat, towns_lon)) and (np.cos(np.radians(towns_lat)) >= 0).all()
for x, w in people:
    best = None
    near = towns
    if towns_usual and near and abs(x) < 2**50 and abs(w) < 2**50 and np.cos(np.radians(x)) >= 0:
        with np.errstate(invalid="ignore"):
            values = 2 * 6371 * np.arcsin(np.sqrt(np.sin((np.radians(towns_lat) - np.radians(x)) / 2) ** 2 + np.cos(np.radians(x)) * np.cos(np.radians(towns_lat)) * np.sin((np.radians(towns_lon) - np.radians(w)) / 2) ** 2))
            passes = ~(values > values.min() * (1 + 1e-6))
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for r_match in near:
        value_match = haversine(x, w, r_match["lat"], r_match["lon"])
        if best is None or value_match < best[1]:
            best = (r_match["name"], value_match)
    home[x] = best
# %% spans that overlap
pairs = []
spans_id = np.array([b['id'] for b in spans], dtype=float)
spans_end = np.array([b['end'] for b in spans], dtype=float)
spans_start = np.array([b['start'] for b in spans], dtype=float)
spans_usual = all((abs(one) < 2**50).all() for one in (spans_id, spans_end, spans_start))
for a in spans:
    near = spans
    if spans_usual and near:
        passes = (a['id'] < spans_id) & (a['start'] < spans_end) & (spans_start < a['end'])
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for b_match in near:
        if a["id"] < b_match["id"] and a["start"] < b_match["end"] and b_match["start"] < a["end"]:
            pairs.append((a["id"], b_match["id"]))
# %% a search in a function that is called often
def nearest_town(lat, lon):
    found, least = None, float("inf")
    for t in towns:
        value = (t["lat"] - lat) ** 2 + (t["lon"] - lon) ** 2
        if value < least:
            least = value
            found = t["name"]
    return found

towns_lat = np.array([t['lat'] for t in towns], dtype=float)
towns_lon = np.array([t['lon'] for t in towns], dtype=float)
towns_usual = all((abs(one) < 2**50).all() for one in (towns_lat, towns_lon))
def nearest_town_by_columns(lat, lon):
    found, least = None, float("inf")
    near = towns
    if towns_usual and near and abs(lat) < 2**50 and abs(lon) < 2**50:
        values = (towns_lat - lat) ** 2 + (towns_lon - lon) ** 2
        passes = values <= values.min() * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for t in near:
        value = (t["lat"] - lat) ** 2 + (t["lon"] - lon) ** 2
        if value < least:
            least = value
            found = t["name"]
    return found


homes = [nearest_town_by_columns(x, y) for x, y in people]
# %% in a function [function within]
def within(points, centres, radius):
    found = []
    points_x = np.array([x for x, y in points], dtype=float)
    points_y = np.array([y for x, y in points], dtype=float)
    points_usual = all((abs(one) < 2**50).all() for one in (points_x, points_y))
    for cx, cy in centres:
        number = 0
        near = enumerate(points)
        if points_usual and points and abs(cx) < 2**50 and abs(cy) < 2**50 and abs(radius) < 2**50:
            passes = (points_x - cx) * (points_x - cx) + (points_y - cy) * (points_y - cy) <= radius * radius * (1 + 1e-06)
            near = [(at, points[at]) for at in np.flatnonzero(passes).tolist()]
        for i, (x, y) in near:
            if (x - cx) * (x - cx) + (y - cy) * (y - cy) > radius * radius:
                continue
            number += i
        found.append(number)
    return found
# %% the few nearest
votes = {}
shops_a = np.array([a for part, a, b in shops], dtype=float)
shops_b = np.array([b for part, a, b in shops], dtype=float)
shops_usual = all((abs(one) < 2**50).all() for one in (shops_a, shops_b))
for x, y in people:
    sub_near = []
    near = shops
    if shops_usual and len(near) >= 3 and abs(x) < 2**50 and abs(y) < 2**50:
        values = np.sqrt((shops_a - x) ** 2 + (shops_b - y) ** 2)
        passes = values <= np.partition(values, 2)[2] * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for part_match, a_match, b_match in near:
        value_match = math.sqrt((a_match - x) ** 2 + (b_match - y) ** 2)
        sub_near.append((value_match, part_match))
    sub_near.sort()
    votes[x, y] = [w for _, w in sub_near[:3]]
# %% the few nearest, by a function that adds up
def apart(p, q):
    total = 0
    for a, b in zip(p, q):
        total += (a - b) ** 2
    return math.sqrt(total)

few = 4
order = []
points_p_0 = np.array([p[0] for p in points], dtype=float)
points_p_1 = np.array([p[1] for p in points], dtype=float)
points_usual = all((abs(one) < 2**50).all() for one in (points_p_0, points_p_1))
for r in people:
    near = points
    if points_usual and 0 < few <= len(near) and abs(r[0]) < 2**50 and abs(r[1]) < 2**50:
        values = np.sqrt((r[0] - points_p_0) ** 2 + (r[1] - points_p_1) ** 2)
        passes = values <= np.partition(values, few - 1)[few - 1] * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    sub_near = [(p, apart(r, p)) for p in near]
    order.append([p for p, _ in sorted(sub_near, key=lambda t: t[1])[:few]])
# %% by a key
def apart(p, q):
    return sum((p[i] - q[i]) ** 2 for i in range(2))

order = []
points_p_0 = np.array([p[0] for p in points], dtype=float)
points_p_1 = np.array([p[1] for p in points], dtype=float)
points_usual = all((abs(one) < 2**50).all() for one in (points_p_0, points_p_1))
points_p_0_2 = np.array([p[0] for p in points], dtype=float)
points_p_1_2 = np.array([p[1] for p in points], dtype=float)
points_usual_2 = all((abs(one) < 2**50).all() for one in (points_p_0_2, points_p_1_2))
for r in people:
    near = points
    if points_usual and near and abs(r[0]) < 2**50 and abs(r[1]) < 2**50:
        values = (points_p_0 - r[0]) ** 2 + (points_p_1 - r[1]) ** 2
        passes = values <= values.min() * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    best = min(near, key=lambda p: apart(p, r))
    near_2 = points
    if points_usual_2 and len(near_2) >= 3 and abs(r[0]) < 2**50 and abs(r[1]) < 2**50:
        values_2 = np.sqrt((points_p_0_2 - r[0]) ** 2 + (points_p_1_2 - r[1]) ** 2)
        passes_2 = values_2 <= np.partition(values_2, 2)[2] * (1 + 1e-6)
        near_2 = [near_2[at] for at in np.flatnonzero(passes_2).tolist()]
    others = sorted(near_2, key=lambda p: math.dist(p, r))[:3]
    order.append((best, others))
# %% in a function that is called [function labels]
def label_of(known, x, y):
    distances = []
    for kx, ky in known:
        distances.append(((kx - x) ** 2 + (ky - y) ** 2, kx))
    distances.sort(key=lambda pair: pair[0])
    return [kx for _, kx in distances[:5]]

def labels(known, asked, radius):
    known_kx = np.array([kx for kx, ky in known], dtype=float)
    known_ky = np.array([ky for kx, ky in known], dtype=float)
    known_usual = all((abs(one) < 2**50).all() for one in (known_kx, known_ky))
    def label_of_by_columns(known, x, y):
        distances = []
        near = known
        if known_usual and len(near) >= 5 and abs(x) < 2**50 and abs(y) < 2**50:
            values = (known_kx - x) ** 2 + (known_ky - y) ** 2
            passes = values <= np.partition(values, 4)[4] * (1 + 1e-6)
            near = [near[at] for at in np.flatnonzero(passes).tolist()]
        for kx, ky in near:
            distances.append(((kx - x) ** 2 + (ky - y) ** 2, kx))
        distances.sort(key=lambda pair: pair[0])
        return [kx for _, kx in distances[:5]]


    return [label_of_by_columns(known, x, y) for x, y in asked]
# %% entries of a dict, each but itself
neighbour = {}
places_a = np.array([a for other, (a, b) in places.items()], dtype=float)
places_b = np.array([b for other, (a, b) in places.items()], dtype=float)
places_other = np.array([other for other, (a, b) in places.items()], dtype=object)
places_items = list(places.items())
places_usual = all((abs(one) < 2**50).all() for one in (places_a, places_b))
for ch, (x, y) in places.items():
    best, least = None, float("inf")
    near = places_items
    if places_usual and near:
        values = np.where((places_other != ch), (x - places_a) ** 2 + (y - places_b) ** 2, np.inf)
        passes = values <= values.min() * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for other_match, (a_match, b_match) in near:
        if other_match == ch:
            continue
        value_match = (x - a_match) ** 2 + (y - b_match) ** 2
        if value_match < least:
            least = value_match
            best = other_match
    neighbour[ch] = best
# %% whether there is one
flagged = []
alarms_r = np.array(alarms, dtype=float)
alarms_usual = (abs(alarms_r) < 2**50).all()
for x, y in people:
    near = False
    near_2 = alarms
    if alarms_usual and near_2 and abs(x) < 2**50:
        passes = np.abs(x - alarms_r) <= 0.3
        near_2 = [near_2[at] for at in np.flatnonzero(passes).tolist()]
    for r_match in near_2:
        if abs(x - r_match) <= 0.3:
            near = True
            break
    flagged.append(near)
