STDIN = ["4 3\n0 1\n1 2\n3 3\n", "1 0\n", "3 3\n0 1\n1 2\n2 0\n"]
CALLS = [([[1, 1, 0], [0, 1, 1], [1, 0, 0]],), ([[0]],), ([[1]],)]
# %% islands [function islands]
def fill(grid, r, c, seen):
    if r < 0 or c < 0 or r >= len(grid) or c >= len(grid[0]):
        return 0
    if grid[r][c] == 0 or (r, c) in seen:
        return 0
    seen.add((r, c))  # once
    return 1 + fill(grid, r + 1, c, seen) + fill(grid, r, c + 1, seen)


def islands(grid):
    seen = set()
    sizes = []
    for r in range(len(grid)):
        for c in range(len(grid[0])):
            sizes.append(fill(grid, r, c, seen))
    return sizes
# %% a program [program]
def visit(roads, place, visited):
    visited.add(place)
    for other in roads[place]:
        if other not in visited:
            visit(roads, other, visited)


n, m = map(int, input().split())
roads = [[] for _ in range(n)]
for _ in range(m):
    a, b = map(int, input().split())
    roads[a].append(b)
    roads[b].append(a)
visited = set()
parts = 0
for place in range(n):
    if place not in visited:
        parts += 1
        visit(roads, place, visited)
print(parts)
# %% made where none is given [program]
def has_path(graph, start, end, visited=None):
    if visited is None:
        visited = set()
    visited.add(start)
    if start == end:
        return True
    for place in graph[start]:
        if place not in visited:
            if has_path(graph, place, end, visited):
                return True
    return False


n, m = map(int, input().split())
graph = {i: [] for i in range(n + 1)}
for _ in range(m):
    a, b = map(int, input().split())
    graph[a].append(b)
print([has_path(graph, 0, i) for i in range(n + 1)])
