CALLS = [([[1], [2], [0]],), ([[]],)]
# %% it is returned [function explore]
def visit(roads, place, visited):
    visited.append(place)
    for other in roads[place]:
        if other not in visited:
            visit(roads, other, visited)


def explore(roads):
    visited = []
    visit(roads, 0, visited)
    return visited
# %% it is counted in the other function [function explore]
def visit(roads, place, visited):
    visited.append(place)
    for other in roads[place]:
        if other not in visited:
            visit(roads, other, visited)
    return len(visited)


def explore(roads):
    visited = []
    return visit(roads, 0, visited)
# %% another list is handed on as well [function explore]
def visit(roads, place, visited):
    if place in visited:
        return 0
    visited.append(place)
    return 1 + sum(visit(roads, other, visited) for other in roads[place])


def explore(roads):
    visited = []
    return visit(roads, 0, visited) + visit(roads, 0, [0])
# %% called from outside [function visit]
def visit(roads, visited=None):
    visited = []
    place = 0
    while place not in visited and roads[place]:
        visited.append(place)
        place = roads[place][0]
    return len(visited)
# %% lists in a list [function explore]
def visit(roads, row, visited):
    if row in visited:
        return 0
    visited.append(row)
    return 1 + sum(visit(roads, roads[place], visited) for place in row)


def explore(roads):
    visited = []
    return visit(roads, roads[0], visited)
# %% bound anew [function explore]
def visit(roads, place, visited):
    if place == 1:
        visited = [1]
    if place in visited:
        return 0
    visited.append(place)
    return 1 + sum(visit(roads, other, visited) for other in roads[place])


def explore(roads):
    visited = []
    return visit(roads, 0, visited)
# %% somebody gives another one [program]
def count(start, visited=None):
    if visited is None:
        visited = []
    visited.append(start)
    return count(start + 1, visited) if start not in visited[:-1] and start < 3 else len([1])


def walk(start, seen=None):
    if seen is None:
        seen = []
    seen.append(start)
    return 0 if start > 3 or 5 in seen else 1 + walk(start + 1, seen)


other = [1, 1]
print(count(0), walk(0), walk(1, other), other)
