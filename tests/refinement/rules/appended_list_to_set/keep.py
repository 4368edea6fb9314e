CALLS = [({1: [2, 3], 2: [1], 3: [], 4: [4]},), ({},), ({5: [5]},)]
words = ["b", "a", "b"]
# %% counted [function reached]
def reached(roads):
    visited = []

    def visit(place):
        visited.append(place)
        for other in roads[place]:
            if other not in visited:
                visit(other)

    for place in roads:
        visit(place)
    return len(visited)
# %% returned [function order]
def order(roads):
    visited = []
    for place in roads:
        if place not in visited:
            visited.append(place)
    return visited
# %% elements that can't be hashed [function lists]
def lists(roads):
    seen = []
    n = 0
    for place in roads.values():
        if place not in seen:
            seen.append(place)
            n += 1
    return n
# %% handed on [function told]
def told(roads):
    seen = []
    for place in roads:
        if place not in seen:
            seen.append(place)
    return sorted(seen)
# %% in a cell, which it outlives
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
# %% never asked for [function blind]
def blind(roads):
    seen = []
    for place in roads:
        seen.append(place)
    return None
