import numpy as np

values = [0.5, 3.0, -1.0, 9.9, 10.0, float("nan"), 4.2, 12.0, 0.0]
whole = [3, 0, 17, 9, 20, -4, 10]
edges = [0.0, 2.5, 2.5, 5.0, 10.0]
measured = np.array([0.5, 3.0, np.nan, 9.9, 10.0, 0.0])
grid = np.linspace(0, 10, 5)
bands = [(0, 5, "low"), (5, 10, "middle"), (12, 18, "high")]
closed = [{"from": 0, "to": 4, "n": 0}, {"from": 5, "to": 9, "n": 0}, {"from": 9, "to": 18, "n": 0}]
quotes = [(1, 10.5), (4, 11.0), (4, 11.5), (9, 12.0)]
weights = [0.5, 0.0, 2.5, 3.0]
unsorted = [5.0, 1.0, 3.0]
CALLS = [
    ([1, 5, 9, 20], [0, 4, 9, 12]),
    ([2.5, float("nan"), -3.0, 4.0], [0.5, 2.5, 4.0]),
    ([3, 1], [5, 2, 4]),
    ([], [1, 2]),
    ([1, 2], []),
]
# %% bins of a list
counts = [0] * (len(edges) - 1)
for part in values:
    for i in range(len(edges) - 1):
        if edges[i] <= part < edges[i + 1]:
            counts[i] += 1
            break
# %% bins of an array, with what lies outside
hist = np.zeros(len(grid) - 1)
outside = 0
for x in measured:
    for i, (a, b) in enumerate(zip(grid[:-1], grid[1:])):
        if x > a and x <= b:
            hist[i] += 1
            break
    else:
        outside += 1
# %% bins by their upper ends
counts = [0] * len(edges)
for part in values:
    for i in range(1, len(edges)):
        if edges[i - 1] <= part < edges[i]:
            counts[i] += 1
            break
# %% between two points, both of which count [function between]
def between(values, limits):
    found = []
    for v in values:
        for i in range(1, len(limits)):
            if limits[i - 1] <= v <= limits[i]:
                found.append((v, limits[i] - limits[i - 1]))
                break
        else:
            found.append(None)
    return found
# %% counting by hand
counts = [0] * (len(edges) - 1)
for part in values:
    i = 0
    while i < len(counts):
        if edges[i] <= part < edges[i + 1]:
            counts[i] += 1
            break
        i += 1
# %% behind all that is passed
layers = []
for part in values:
    i = 0
    while i < len(edges) and edges[i] <= part:
        i += 1
    layers.append(i)
# %% bands with names
names = []
for part in whole:
    name = "none"
    for a, b, value in bands:
        if a <= part < b:
            name = value
            break
    names.append(name)
# %% bands with both ends, which count
for part in whole:
    for sub in closed:
        if sub["from"] <= part <= sub["to"]:
            sub["n"] += 1
            break
# %% the last quote before
seen = []
for part in whole:
    price = None
    for a, b in quotes:
        if a > part:
            break
        price = b
    seen.append(price)
# %% the last quote before, without an end
seen = []
for part in whole:
    price = 0.0
    for a, b in quotes:
        if a < part:
            price = b
    seen.append(price)
# %% totals of weights
picked = [0] * len(weights)
for part in values:
    sub = 0
    for i, w in enumerate(weights):
        sub += w
        if part < sub:
            picked[i] += 1
            break
# %% totals of weights in pairs [function drawn]
def drawn(values, limits):
    shares = [(limit, n) for n, limit in enumerate(limits)]
    found = []
    for v in values:
        so_far = 0
        for limit, n in shares:
            so_far += limit
            if so_far >= v:
                found.append(n)
                break
        else:
            found.append(None)
    return found
# %% bounds that don't rise
first = []
for part in values:
    place = -1
    for i, x in enumerate(unsorted):
        if x >= part:
            place = i
            break
    first.append(place)
# %% a name in a text, and what is left of it
labels = {}
for part in whole:
    for i in range(len(edges) - 1):
        if edges[i] <= part and part < edges[i + 1]:
            labels[f"bin {i}"] = part
            break
# %% the variable is read afterwards [function placed]
def placed(values, limits):
    found = []
    for v in values:
        for i in range(len(limits)):
            if v < limits[i]:
                break
        if limits:
            found.append(i)
    return found
# %% a function that a loop calls [function levels]
def level(limits, v):
    for i in range(len(limits) - 1, -1, -1):
        if limits[i] <= v:
            return i
    return None

def levels(values, limits):
    return [level(limits, v) for v in values]
# %% names that a round gives [function named]
def named(values, limits):
    found = []
    for v in values:
        for i in range(len(limits) - 1):
            low = limits[i]
            high = limits[i + 1]
            if low < v:
                if v < high:
                    found.append((i, high - low))
                    break
    return found
