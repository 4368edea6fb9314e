"""A contest beginner: in how many minutes does water reach each room of a cellar.

expect: faster
about: breadth-first search with a list of visited squares that is searched and pop(0); set, deque
"""

# %% program
h, w = map(int, input().split())
grid = []
for i in range(h):
    grid.append(input())

queue = []
visited = []
for i in range(h):
    for j in range(w):
        if grid[i][j] == "W":
            queue.append((i, j, 0))
            visited.append((i, j))

last = 0
doors = []
while queue:
    x, y, t = queue.pop(0)
    last = max(last, t)
    if grid[x][y] == "D":
        doors.append((t, x + 1, y + 1))
    for dx, dy in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
        nx = x + dx
        ny = y + dy
        if 0 <= nx < h and 0 <= ny < w:
            if grid[nx][ny] != "#" and (nx, ny) not in visited:
                visited.append((nx, ny))
                queue.append((nx, ny, t + 1))

print("minutes:", last)
print("wet squares:", len(visited))
for d in sorted(doors):
    print(d[0], d[1], d[2])

# %% inputs
import random

r = random.Random(20)


def cellar(h, w, sources):
    g = [[r.choices(".#D", [70, 28, 2])[0] for _ in range(w)] for _ in range(h)]
    for _ in range(sources):
        g[r.randrange(h)][r.randrange(w)] = "W"
    return f"{h} {w}\n" + "".join("".join(row) + "\n" for row in g)


INPUTS = [cellar(3, 4, 1), cellar(1, 1, 0), cellar(12, 20, 2), cellar(70, 90, 2)]
