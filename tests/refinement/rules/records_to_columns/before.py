import numpy as np

visits = [(i * 7 % 50 / 2, i * 7 % 50 / 2 + i % 9) for i in range(60)]
events = [(i * 13 % 60 / 3, f"e{i}") for i in range(90)]
bodies = [{"name": f"b{i}", "x": i * 7 % 11 / 4, "y": i * 5 % 13 / 3, "m": i % 5 + 0.5} for i in range(60)]
points = [(i * 29 % 61 / 2, i * 31 % 59 / 3) for i in range(60)]

CALLS = [([(1.0, 4.0), (2.0, 2.0), (5.0, 3.0)] * 20, [(1.5, 2), (2.0, 3), (9.5, 1)] * 30), ([], [(1.0, 2)])]
# %% a value in each round
counts = []
for a, b in visits:
    value = 0
    for x, w in events:
        if a <= x + 0.5 and 2 * x < b:
            value += 1
    counts.append(value)
# %% a total over pairs
energy = 0.0
for a in bodies:
    for b in bodies:
        x = a["x"] - b["x"]
        value = a["y"] - b["y"]
        energy += a["m"] * b["m"] * (x * x + value * value)
# %% by places
longest = 0.0
for i in range(len(points)):
    for j in range(len(points)):
        value = (points[i][0] - points[j][0]) ** 2 + (points[i][1] - points[j][1]) ** 2
        if value > longest:
            longest = value
# %% in a function [function covered]
def covered(spans, marks):
    found = []
    for low, high in spans:
        weight = 0
        for at, w in marks:
            if low <= at < high:
                weight += w
        found.append(weight)
    return found
# %% the name of the nearest, and how many are near
names, counts = [], []
for a, b in points:
    value = ""
    sub = 1e9
    x = 0
    for i, other in enumerate(bodies):
        w = (a - other["x"]) ** 2 + (b - other["y"]) ** 2
        if w < sub:
            sub = w
            value = other["name"]
        if w < 9:
            x += 1
    names.append(value)
    counts.append(x)
# %% the heaviest of tuples
best = []
for a, b in points:
    row = None
    value = -1.0
    for x, part in events:
        w = (a - x) * (b - x)
        if w > value:
            value = w
            row = part
    best.append(row)
