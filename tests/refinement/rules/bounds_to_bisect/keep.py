values = [0.5, 3.0, -1.0]
edges = [0.0, 2.5, 5.0, 10.0]
mixed = [0.0, "a", 5.0]
closed = [{"from": 0, "to": 4}, {"from": 5, "to": 9}]
CALLS = [([1, 5, 9, 20], [0, 4, 9, 12]), ([], [1, 2])]
# %% it isn't repeated
for i in range(len(edges) - 1):
    if edges[i] <= 3 < edges[i + 1]:
        print(i)
        break
# %% another test
counts = [0] * len(edges)
for x in values:
    for i in range(len(edges) - 1):
        if edges[i] <= x < edges[i + 1] and counts[i] < 2:
            counts[i] += 1
            break
# %% all that fit, not the first
counts = [0] * len(edges)
for x in values:
    for i, part in enumerate(edges):
        if part > x:
            counts[i] += 1
# %% the bounds change
for x in values:
    for i, part in enumerate(edges):
        if part > x:
            edges[i] = x
            break
# %% bounds of several types
found = []
for x in values:
    for i, part in enumerate(mixed):
        if part != "a" and part > x:
            found.append(i)
            break
# %% each round does something
steps = 0
for x in values:
    for part in edges:
        steps += 1
        if part > x:
            break
# %% the value changes with the rounds
found = []
for x in values:
    for part in edges:
        x += 0.5
        if part > x:
            found.append(x)
            break
# %% a key that changes
for x in values:
    for part in closed:
        if part["from"] <= x:
            part["from"] = x
            break
# %% falling bounds, of which the first is taken [function first]
def first(values, limits):
    found = []
    for v in values:
        for limit in limits:
            if v >= limit:
                found.append(limit)
                break
    return found
# %% a total that is used
found = []
for x in values:
    total = 0.0
    for part in edges:
        total += part
        if x < total:
            found.append(total)
            break
