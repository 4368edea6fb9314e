"""Contest (caves): from the entrance S on a map of '.' and '#', how many cells can be reached, and how far is the farthest one?

expect: faster
about: visited cells kept in a list and looked up for each neighbour; frontier is fine
"""
# %% program
from collections import deque

h, w = map(int, input().split())
cave = [input() for _ in range(h)]
for y in range(h):
    for x in range(w):
        if cave[y][x] == 'S':
            sy, sx = y, x

visited = [(sy, sx)]
q = deque([(sy, sx, 0)])
far = 0
while q:
    y, x, d = q.popleft()
    far = max(far, d)
    for dy, dx in [(1, 0), (-1, 0), (0, 1), (0, -1)]:
        ny, nx = y + dy, x + dx
        if ny < 0 or nx < 0 or ny >= h or nx >= w:
            continue
        if cave[ny][nx] == '#' or (ny, nx) in visited:
            continue
        visited.append((ny, nx))
        q.append((ny, nx, d + 1))
print(len(visited), far)
# %% inputs
import random

r = random.Random(202)


def cave_map(h, w, p):
    g = [['#' if r.random() < p else '.' for _ in range(w)] for _ in range(h)]
    g[h // 2][w // 3] = 'S'
    return f"{h} {w}\n" + "\n".join("".join(row) for row in g) + "\n"


INPUTS = [cave_map(4, 6, 0.2), cave_map(20, 25, 0.25), cave_map(60, 75, 0.24)]
