"""Hobby game maker computes how many steps away each field of a cave is.

expect: faster
about: breadth first search with list.pop(0) and visited as a list; deque and the distance dict itself.
"""
# %% setup
import random

random.seed(50)
W, H = 80, 52
cave = []
for y in range(H):
    row = ""
    for x in range(W):
        row += "#" if random.random() < 0.24 or x in (0, W - 1) or y in (0, H - 1) else "."
    cave.append(row)
start = next((x, y) for y in range(1, H - 1) for x in range(1, W - 1)
             if cave[y][x] == "." and cave[y][x + 1] == "." and cave[y + 1][x] == "." and cave[y + 1][x + 1] == ".")

# %% cell
visited = []
queue = [(start, 0)]
dist = {}
while len(queue) > 0:
    (x, y), d = queue.pop(0)
    if (x, y) in visited:
        continue
    visited.append((x, y))
    dist[(x, y)] = d
    for dx, dy in [(1, 0), (-1, 0), (0, 1), (0, -1)]:
        nx, ny = x + dx, y + dy
        if nx < 0 or ny < 0 or nx >= W or ny >= H:
            continue
        if cave[ny][nx] == "#":
            continue
        if (nx, ny) not in visited:
            queue.append(((nx, ny), d + 1))

far = max(dist, key=lambda p: (dist[p], p))
rings = {}
for p in dist:
    rings[dist[p]] = rings.get(dist[p], 0) + 1
unreachable = sum(r.count(".") for r in cave) - len(dist)
print("farthest field", far, "in", dist[far], "steps,", unreachable, "fields cut off")
print("widest ring", max(rings.items(), key=lambda kv: (kv[1], -kv[0])))
