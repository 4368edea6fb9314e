import numpy as np

visits = [(i * 7 % 50 / 2, i * 7 % 50 / 2 + i % 9) for i in range(60)]
events = [(i * 13 % 60 / 3, f"e{i}") for i in range(90)]
bodies = [{"name": f"b{i}", "x": i * 7 % 11 / 4, "y": i * 5 % 13 / 3, "m": i % 5 + 0.5} for i in range(60)]
points = [(i * 29 % 61 / 2, i * 31 % 59 / 3) for i in range(60)]

CALLS = [([(1.0, 4.0), (2.0, 2.0), (5.0, 3.0)] * 20, [(1.5, 2), (2.0, 3), (9.5, 1)] * 30), ([], [(1.0, 2)])]
# %% a value in each round
counts = []
visits_a = [a for a, b in visits]
visits_b = [b for a, b in visits]
events_x = [x for x, w in events]
if len(visits_a) > 0 and len(visits_a) * len(events_x) <= 2**25 and len(events_x) > 0:
    x_values = np.array(events_x)
    counts.extend(((np.array(visits_a)[:, None] <= x_values + 0.5) & (2 * x_values < np.array(visits_b)[:, None])).astype(int).sum(axis=1).tolist())
else:
    for a, b in zip(visits_a, visits_b):
        value = 0
        for x in events_x:
            if a <= x + 0.5 and 2 * x < b:
                value += 1
        counts.append(value)
# %% a total over pairs
energy = 0.0
bodies_x = [a['x'] for a in bodies]
bodies_y = [a['y'] for a in bodies]
bodies_m = [a['m'] for a in bodies]
if len(bodies_x) > 0:
    b_m_values = np.array(bodies_m)
    b_y_values = np.array(bodies_y)
    b_x_values = np.array(bodies_x)
    value_values = b_y_values[:, None] - b_y_values
    x_values = b_x_values[:, None] - b_x_values
    energy = np.cumsum((b_m_values[:, None] * b_m_values * (x_values * x_values + value_values * value_values)).ravel())[-1].item()
# %% by places
longest = 0.0
points_0 = [each[0] for each in points]
points_1 = [each[1] for each in points]
if (
    len(points) > 0
    and not (abs(((points_0_array := np.array(points_0))[:, None] - points_0_array)) > 1e100).any()
    and not (abs(((points_1_array := np.array(points_1))[:, None] - points_1_array)) > 1e100).any()
    and not ((round_values := ((points_0_array[:, None] - points_0_array) ** 2 + (points_1_array[:, None] - points_1_array) ** 2)) != round_values).any()
):
    longest_values = round_values.ravel()
    longest_found = longest_values.max().item()
    if longest_found > longest:
        longest = longest_found
else:
    for i in range(len(points)):
        for j in range(len(points)):
            value = (points_0[i] - points_0[j]) ** 2 + (points_1[i] - points_1[j]) ** 2
            if value > longest:
                longest = value
# %% in a function [function covered]
def covered(spans, marks):
    found = []
    spans_low = [low for low, high in spans]
    spans_high = [high for low, high in spans]
    marks_at = [at for at, w in marks]
    marks_w = [w for at, w in marks]
    if (
        type(spans_low) is list
        and type(spans_high) is list
        and type(marks_at) is list
        and type(marks_w) is list
        and len(spans_low) > 0
        and len(spans_low) * len(marks_at) <= 2**25
        and len(marks_at) > 0
        and set(map(type, spans_low)) == {float}
        and set(map(type, spans_high)) == {float}
        and set(map(type, marks_at)) == {float}
        and set(map(type, marks_w)) == {int}
        and -(2**20) <= min(marks_w) <= max(marks_w) <= 2**20
    ):
        at_values = np.array(marks_at)
        found.extend(np.where((np.array(spans_low)[:, None] <= at_values) & (at_values < np.array(spans_high)[:, None]), np.array(marks_w), 0).sum(axis=1).tolist())
    else:
        for low, high in zip(spans_low, spans_high):
            weight = 0
            for at, w in zip(marks_at, marks_w):
                if low <= at < high:
                    weight += w
            found.append(weight)
    return found
# %% the name of the nearest, and how many are near
names, counts = [], []
names_places = []
points_a = [a for a, b in points]
points_b = [b for a, b in points]
bodies_x = [other['x'] for other in bodies]
bodies_y = [other['y'] for other in bodies]
if (
    len(points_a) > 0
    and len(points_a) * len(bodies_x) <= 2**25
    and len(bodies_x) > 0
    and not (abs(((points_a_array := np.array(points_a))[:, None] - (bodies_x_array := np.array(bodies_x)))) > 1e100).any()
    and not (abs(((points_b_array := np.array(points_b))[:, None] - (bodies_y_array := np.array(bodies_y)))) > 1e100).any()
    and not (~np.isfinite((round_values := (points_a_array[:, None] - bodies_x_array) ** 2 + (points_b_array[:, None] - bodies_y_array) ** 2))).any()
    and not (round_values.min(axis=1) >= 1e9).any()
):
    names_places.extend(round_values.argmin(axis=1).tolist())
    counts.extend((round_values < 9).astype(int).sum(axis=1).tolist())
else:
    for a, b in zip(points_a, points_b):
        value_place = None
        sub = 1e9
        x = 0
        for i, (other_x, other_y) in enumerate(zip(bodies_x, bodies_y)):
            w = (a - other_x) ** 2 + (b - other_y) ** 2
            if w < sub:
                sub = w
                value_place = i
            if w < 9:
                x += 1
        names_places.append(value_place)
        counts.append(x)
names.extend('' if at is None else bodies[at]['name'] for at in names_places)
# %% the heaviest of tuples
best = []
best_places = []
points_a = [a for a, b in points]
points_b = [b for a, b in points]
events_x = [x for x, part in events]
if (
    len(points_a) > 0
    and len(events_x) > 0
    and len(points_a) * len(events_x) <= 2**25
    and not (~np.isfinite((((points_a_array := np.array(points_a))[:, None] - (events_x_array := np.array(events_x))) * ((points_b_array := np.array(points_b))[:, None] - events_x_array)))).any()
    and not (((points_a_array[:, None] - events_x_array) * (points_b_array[:, None] - events_x_array)).max(axis=1) <= -1.0).any()
):
    best_places.extend(((points_a_array[:, None] - events_x_array) * (points_b_array[:, None] - events_x_array)).argmax(axis=1).tolist())
else:
    for a, b in zip(points_a, points_b):
        row_place = None
        value = -1.0
        for place, x in enumerate(events_x):
            w = (a - x) * (b - x)
            if w > value:
                value = w
                row_place = place
        best_places.append(row_place)
best.extend(None if at is None else events[at][1] for at in best_places)
