"""A hydrology student lets a drop fall on each cell of an elevation grid and counts where the drops come by.

expect: faster
about: each drop is followed down to its sink and the lowest neighbour found anew at each step; neighbours once, then in order of height
"""

# %% function
def lowest_neighbour(grid, r, c):
    best = None
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr == 0 and dc == 0:
                continue
            rr = r + dr
            cc = c + dc
            if rr < 0 or cc < 0 or rr >= len(grid) or cc >= len(grid[0]):
                continue
            if grid[rr][cc] < grid[r][c]:
                if best is None or grid[rr][cc] < grid[best[0]][best[1]]:
                    best = (rr, cc)
    return best


def flow_accumulation(grid):
    acc = [[0 for _ in row] for row in grid]
    sinks = {}
    for r in range(len(grid)):
        for c in range(len(grid[r])):
            if grid[r][c] is None:
                raise ValueError("no data")
            here = (r, c)
            while True:
                acc[here[0]][here[1]] += 1
                down = lowest_neighbour(grid, here[0], here[1])
                if down is None:
                    break
                here = down
            sinks[here] = sinks.get(here, 0) + 1
    biggest = sorted(sinks.items(), key=lambda kv: (-kv[1], kv[0]))[:5]
    return acc, biggest

# %% calls
import math
import random

r = random.Random(340)


def valley(h, w):
    return [[round(300 + 2.5 * abs(x - w / 2) + 1.2 * (h - y) + 5 * math.sin(y / 5) + r.uniform(0, 2), 2) for x in range(w)]
            for y in range(h)]


ENTRY = "flow_accumulation"
CALLS = [([],), ([[7.5]],), (valley(5, 6),), (valley(60, 50),), (valley(80, 60),)]
