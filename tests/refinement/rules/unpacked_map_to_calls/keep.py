CALLS = [([(10.0, 20.0), (30.5, -40.25), (0.0, 180.0)],), ([],), ([(1.0, 2.0)],)]
places = [(10.0, 20.0), (30.5, -40.25), (0.0, 180.0)]
# %% another function [function sums]
def shown(value):
    print(value)
    return value


def sums(route):
    total = 0
    for lat, lon in route:
        x, y = map(shown, [lat, lon])
        total += x + y
    return total
# %% another map [function mapped]
def mapped(route):
    map = lambda function, values: reversed(values)
    total = []
    for lat, lon in route:
        x, y = map(float, [lat, lon])
        total.append((x, y))
    return total
# %% another number of names [function unpacked]
def unpacked(route):
    total = 0
    for lat, lon in route:
        try:
            x, y = map(float, [lat, lon, total])
        except ValueError:
            total += lat
    return total
# %% calls between [function between]
def between(route):
    steps = iter(range(100))
    out = []
    for lat, lon in route:
        x, y = map(float, [next(steps), next(steps)])
        out.append(x - y)
    return out
# %% a list that is kept, and one with a test
kept = []
for lat, lon in places:
    both = list(map(int, [lat, lon]))
    kept.append(both)
    few = [int(v) for v in (lat, lon) if v > 0]
    kept.append(few)
# %% the function's own name is the loop's
kept = []
for lat, lon in places:
    try:
        a, b = [int(int) for int in (lat, lon)]
    except TypeError:
        kept.append(lat)
# %% once
a, b = map(int, [1.5, 2.5])
# %% a list of two names, starred
kept = []
for pair in places:
    a, b = map(int, [*pair])
    kept.append(a + b)
