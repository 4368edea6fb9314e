"""Game developer measures distances in a maze of side `side`.

family: python
small: side = 15
"""
# %% setup
import random
from collections import deque

side = 2300
# %% cell
r = random.Random(160)
wall = [[r.random() < 0.28 for _ in range(side)] for _ in range(side)]
wall[0][0] = False
distance = {(0, 0): 0}
queue = deque([(0, 0)])
while queue:
    x, y = queue.popleft()
    for nx, ny in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        if 0 <= nx < side and 0 <= ny < side and not wall[nx][ny] and (nx, ny) not in distance:
            distance[nx, ny] = distance[x, y] + 1
            queue.append((nx, ny))
furthest = max(distance.values())
