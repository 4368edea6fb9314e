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
shops_a = np.array([a for part, a, b in shops], dtype=float)
shops_b = np.array([b for part, a, b in shops], dtype=float)
shops_usual = all((abs(one) < 2**50).all() for one in (shops_a, shops_b))
for x, y in people:
    near = shops
    if shops_usual and shops and abs(x) < 2**50 and abs(y) < 2**50:
        passes = np.sqrt((shops_a - x) ** 2 + (shops_b - y) ** 2) < radius * (1 + 1e-06)
        near = [shops[at] for at in np.flatnonzero(passes).tolist()]
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
    if shops_usual and shops and abs(x) < 2**50 and abs(y) < 2**50:
        values = (shops_a - x) ** 2 + (shops_b - y) ** 2
        passes = values <= values.min() * (1 + 1e-6)
        near = [shops[at] for at in np.flatnonzero(passes).tolist()]
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
towns_usual = all((abs(one) < 2**50).all() for one in (towns_lat, towns_lon))
if towns_usual:
    towns_lat_radians = np.radians(towns_lat)
    towns_lat_radians_cos = np.cos(towns_lat_radians)
    towns_lon_radians = np.radians(towns_lon)
    towns_usual = (towns_lat_radians_cos >= 0).all()
for x, w in people:
    best = None
    near = towns
    if towns_usual and towns and abs(x) < 2**50 and abs(w) < 2**50 and np.cos(np.radians(x)) >= 0:
        with np.errstate(invalid="ignore"):
            values = 2 * 6371 * np.arcsin(np.sqrt(np.sin((towns_lat_radians - np.radians(x)) / 2) ** 2 + np.cos(np.radians(x)) * towns_lat_radians_cos * np.sin((towns_lon_radians - np.radians(w)) / 2) ** 2))
            passes = ~(values > values.min() * (1 + 1e-6))
        near = [towns[at] for at in np.flatnonzero(passes).tolist()]
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
    if spans_usual and spans:
        passes = (a['id'] < spans_id) & (a['start'] < spans_end) & (spans_start < a['end'])
        near = [spans[at] for at in np.flatnonzero(passes).tolist()]
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
    if towns_usual and towns and abs(lat) < 2**50 and abs(lon) < 2**50:
        values = (towns_lat - lat) ** 2 + (towns_lon - lon) ** 2
        passes = values <= values.min() * (1 + 1e-6)
        near = [towns[at] for at in np.flatnonzero(passes).tolist()]
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
    if shops_usual and len(shops) >= 3 and abs(x) < 2**50 and abs(y) < 2**50:
        values = np.sqrt((shops_a - x) ** 2 + (shops_b - y) ** 2)
        passes = values <= np.partition(values, 2)[2] * (1 + 1e-6)
        near = [shops[at] for at in np.flatnonzero(passes).tolist()]
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
    if points_usual and 0 < few <= len(points) and abs(r[0]) < 2**50 and abs(r[1]) < 2**50:
        values = np.sqrt((r[0] - points_p_0) ** 2 + (r[1] - points_p_1) ** 2)
        passes = values <= np.partition(values, few - 1)[few - 1] * (1 + 1e-6)
        near = [points[at] for at in np.flatnonzero(passes).tolist()]
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
    if points_usual and points and abs(r[0]) < 2**50 and abs(r[1]) < 2**50:
        values = (points_p_0 - r[0]) ** 2 + (points_p_1 - r[1]) ** 2
        passes = values <= values.min() * (1 + 1e-6)
        near = [points[at] for at in np.flatnonzero(passes).tolist()]
    best = min(near, key=lambda p: apart(p, r))
    near_2 = points
    if points_usual_2 and len(points) >= 3 and abs(r[0]) < 2**50 and abs(r[1]) < 2**50:
        values_2 = np.sqrt((points_p_0_2 - r[0]) ** 2 + (points_p_1_2 - r[1]) ** 2)
        passes_2 = values_2 <= np.partition(values_2, 2)[2] * (1 + 1e-6)
        near_2 = [points[at] for at in np.flatnonzero(passes_2).tolist()]
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
        if known_usual and len(known) >= 5 and abs(x) < 2**50 and abs(y) < 2**50:
            values = (known_kx - x) ** 2 + (known_ky - y) ** 2
            passes = values <= np.partition(values, 4)[4] * (1 + 1e-6)
            near = [known[at] for at in np.flatnonzero(passes).tolist()]
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
places_usual = all((abs(one) < 2**50).all() for one in (places_a, places_b))
places_items = list(places.items())
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
    if alarms_usual and alarms and abs(x) < 2**50:
        passes = np.abs(x - alarms_r) <= 0.3
        near_2 = [alarms[at] for at in np.flatnonzero(passes).tolist()]
    for r_match in near_2:
        if abs(x - r_match) <= 0.3:
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
stars_usual = all(isinstance(value, (int, float)) for r in stars for value in (r[2], r[1]))
if stars_usual:
    stars_r_2 = np.array([r[2] for r in stars], dtype=float)
    stars_r_1 = np.array([r[1] for r in stars], dtype=float)
    stars_usual = all((abs(one) < 2**50).all() for one in (stars_r_2, stars_r_1))
if stars_usual:
    stars_r_2_radians = np.radians(stars_r_2)
    stars_r_2_radians_cos = np.cos(stars_r_2_radians)
    stars_r_1_radians = np.radians(stars_r_1)
    stars_usual = (stars_r_2_radians_cos >= 0).all()
for ra, y in zip(seen["ra"], seen["dec"]):
    best, least = None, 1e9
    near = stars
    if stars_usual and stars and isinstance(y, (int, float)) and abs(y) < 2**50 and isinstance(ra, (int, float)) and abs(ra) < 2**50 and np.cos(np.radians(y)) >= 0:
        with np.errstate(invalid="ignore"):
            values = np.degrees(2 * np.arcsin(np.minimum(1, np.sqrt(np.sin((stars_r_2_radians - np.radians(y)) / 2) ** 2 + np.cos(np.radians(y)) * stars_r_2_radians_cos * np.sin((stars_r_1_radians - np.radians(ra)) / 2) ** 2))))
            passes = ~(values > values.min() * (1 + 1e-6))
        near = [stars[at] for at in np.flatnonzero(passes).tolist()]
    for r_match in near:
        w_match = separation(ra, y, r_match[1], r_match[2])
        if w_match < least:
            best, least = r_match, w_match
    matched.append((best[0], least) if best and least < 8 else None)
# %% an angle by its cosine
def kilometres(lat1, lon1, lat2, lon2):
    x = math.sin(math.radians(lat1)) * math.sin(math.radians(lat2))
    y = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2))
    return RADIUS * math.acos(min(1.0, x + y * math.cos(math.radians(lon2 - lon1))))

home = {}
towns_lat = np.array([w['lat'] for w in towns], dtype=float)
towns_lon = np.array([w['lon'] for w in towns], dtype=float)
towns_usual = all((abs(one) < 2**50).all() for one in (towns_lat, towns_lon))
if towns_usual:
    towns_lat_radians = np.radians(towns_lat)
    towns_lat_radians_sin = np.sin(towns_lat_radians)
    towns_lat_radians_cos = np.cos(towns_lat_radians)
    towns_usual = (towns_lat_radians_cos >= 0).all()
for i, r in seen.iterrows():
    best, least = None, None
    near = towns
    if towns_usual and towns and abs(RADIUS) < 2**50 and isinstance(r['dec'], (int, float)) and abs(r['dec']) < 2**50 and isinstance(r['ra'], (int, float)) and abs(r['ra']) < 2**50 and np.cos(np.radians(r['dec'])) >= 0 and RADIUS >= 0:
        with np.errstate(invalid="ignore"):
            values = RADIUS * np.arccos(np.minimum(1.0, np.sin(np.radians(r['dec'])) * towns_lat_radians_sin + np.cos(np.radians(r['dec'])) * towns_lat_radians_cos * np.cos(np.radians(towns_lon - r['ra']))))
            passes = ~(values > values.min() * (1 + 1e-6) + 1e-06 * RADIUS)
        near = [towns[at] for at in np.flatnonzero(passes).tolist()]
    for w_match in near:
        value_match = kilometres(r["dec"], r["ra"], w_match["lat"], w_match["lon"])
        if least is None or value_match < least:
            best, least = w_match, value_match
    home[i] = best["name"] if best else None
# %% several lists side by side
nearest = []
rows = list(zip(names, xs, ys))
rows_a = np.array([a for part, a, b in rows], dtype=float)
rows_b = np.array([b for part, a, b in rows], dtype=float)
rows_usual = all((abs(one) < 2**50).all() for one in (rows_a, rows_b))
for x, y in people:
    best, least = "", math.inf
    near = rows
    if rows_usual and rows and abs(x) < 2**50 and abs(y) < 2**50:
        values = np.hypot(rows_a - x, rows_b - y)
        passes = values <= values.min() * (1 + 1e-6)
        near = [rows[at] for at in np.flatnonzero(passes).tolist()]
    for part_match, a_match, b_match in near:
        value_match = math.hypot(a_match - x, b_match - y)
        if value_match < least:
            best, least = part_match, value_match
    nearest.append(best)
# %% a comprehension that counts those within
near_by = {}
shops_a = np.array([a for part, a, b in shops], dtype=float)
shops_b = np.array([b for part, a, b in shops], dtype=float)
shops_usual = all((abs(one) < 2**50).all() for one in (shops_a, shops_b))
for x, y in people:
    near = shops
    if shops_usual and shops and abs(x) < 2**50 and abs(y) < 2**50:
        passes = (shops_a - x) ** 2 + (shops_b - y) ** 2 < 80 * (1 + 1e-06)
        near = [shops[at] for at in np.flatnonzero(passes).tolist()]
    near_by[x, y] = sum(1 for part, a, b in near if (a - x) ** 2 + (b - y) ** 2 < 80)
# %% the smallest number itself
least = {}
shops_a = np.array([a for part, a, b in shops], dtype=float)
shops_b = np.array([b for part, a, b in shops], dtype=float)
shops_usual = all((abs(one) < 2**50).all() for one in (shops_a, shops_b))
for x, y in people:
    near = shops
    if shops_usual and shops and abs(x) < 2**50 and abs(y) < 2**50:
        values = np.hypot(shops_a - x, shops_b - y)
        passes = values <= values.min() * (1 + 1e-6)
        near = [shops[at] for at in np.flatnonzero(passes).tolist()]
    least[x, y] = min((math.hypot(a - x, b - y), part) for part, a, b in near)
# %% one comprehension in another
found = []
points_q_0 = np.array([q[0] for q in points], dtype=float)
points_q_1 = np.array([q[1] for q in points], dtype=float)
points_usual = all((abs(one) < 2**50).all() for one in (points_q_0, points_q_1))
for p in people:
    near = points
    if points_usual and points and abs(p[0]) < 2**50 and abs(p[1]) < 2**50:
        values = np.sqrt((p[0] - points_q_0) ** 2 + (p[1] - points_q_1) ** 2)
        passes = values <= values.min() * (1 + 1e-6)
        near = [points[at] for at in np.flatnonzero(passes).tolist()]
    found.append(min(math.dist(p, q) for q in near))
least = found
# %% all in order
room = {r["name"]: 1 for r in towns}
given = []
towns_lat = np.array([r['lat'] for r in towns], dtype=float)
towns_lon = np.array([r['lon'] for r in towns], dtype=float)
towns_usual = all((abs(one) < 2**50).all() for one in (towns_lat, towns_lon))
for x, y in people:
    near = None
    if towns_usual and towns and abs(x) < 2**50 and abs(y) < 2**50:
        values = np.hypot(towns_lat - x, towns_lon - y)
        order = np.argsort(values)
        ranked = values[order]
        if (ranked[1:] > ranked[:-1] * (1 + 1e-12)).all():
            near = [towns[at] for at in order.tolist()]
    for r in (near if near is not None else sorted(towns, key=lambda r: (math.hypot(r["lat"] - x, r["lon"] - y), r["name"]))):
        if room[r["name"]] > 0:
            room[r["name"]] -= 1
            given.append(r["name"])
            break
# %% a record kept without its number
labelled = []
towns_lat = np.array([r['lat'] for r in towns], dtype=float)
towns_usual = (abs(towns_lat) < 2**50).all()
for x, y in people:
    best = None
    near = towns
    if towns_usual and towns and abs(x) < 2**50:
        values = np.abs(towns_lat - x)
        passes = values <= values.min()
        near = [towns[at] for at in np.flatnonzero(passes).tolist()]
    for r_match in near:
        if best is None or abs(r_match["lat"] - x) < abs(best["lat"] - x):
            best = r_match
    labelled.append((x, best["name"] if best else ""))
# %% number and row in one
found = {}
stars_usual = all(isinstance(value_2, (int, float)) for r in stars for value_2 in (r[1], r[2], r[3]))
if stars_usual:
    stars_r_1 = np.array([r[1] for r in stars], dtype=float)
    stars_r_2 = np.array([r[2] for r in stars], dtype=float)
    stars_r_3 = np.array([r[3] for r in stars], dtype=float)
    stars_usual = all((abs(one) < 2**50).all() for one in (stars_r_1, stars_r_2, stars_r_3))
for x, y in people:
    best = (math.inf, None)
    near = stars
    if stars_usual and stars and abs(x) < 2**50 and abs(y) < 2**50:
        values = np.where((np.abs(stars_r_3 - 40) <= 30), np.hypot(stars_r_1 - x, stars_r_2 - y), np.inf)
        passes = values <= values.min() * (1 + 1e-6)
        near = [stars[at] for at in np.flatnonzero(passes).tolist()]
    for r_match in near:
        if abs(r_match[3] - 40) > 30:
            continue
        value_match = math.hypot(r_match[1] - x, r_match[2] - y)
        if value_match < best[0]:
            best = (value_match, r_match)
    found[x, y] = best[1][0] if best[1] else "-"
# %% those before it
least = {}
points_r_0 = np.array([r[0] for r in points], dtype=float)
points_r_1 = np.array([r[1] for r in points], dtype=float)
points_usual = all((abs(one) < 2**50).all() for one in (points_r_0, points_r_1))
for i, p in enumerate(points):
    closest = math.inf
    near = points[:i]
    if points_usual and near:
        values = (p[0] - points_r_0[:i]) ** 2 + (p[1] - points_r_1[:i]) ** 2
        passes = values <= values.min() * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for r_match in near:
        value_match = (p[0] - r_match[0]) ** 2 + (p[1] - r_match[1]) ** 2
        if value_match < closest:
            closest = value_match
    least[i] = closest
# %% a function of two pairs
def between(p, q):
    return math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2)

neighbour = {}
places_r_0 = np.array([r[0] for ch, r in places.items()], dtype=float)
places_r_1 = np.array([r[1] for ch, r in places.items()], dtype=float)
places_usual = all((abs(one) < 2**50).all() for one in (places_r_0, places_r_1))
places_items = list(places.items())
for x, y in people:
    best, closest = "", 1e9
    near = places_items
    if places_usual and near and abs(x) < 2**50 and abs(y) < 2**50:
        values = np.sqrt((x - places_r_0) ** 2 + (y - places_r_1) ** 2)
        passes = values <= values.min() * (1 + 1e-6)
        near = [near[at] for at in np.flatnonzero(passes).tolist()]
    for ch_match, r_match in near:
        value_match = between((x, y), r_match)
        if value_match < closest:
            best, closest = ch_match, value_match
    neighbour[x, y] = best
