"""A development engineer finds for each house of a map the walking distance to the nearest well.

expect: faster
about: a search from every house with a list as queue and a fresh grid; one search from all wells together
"""

# %% program
import sys

grid = [line.rstrip("\n") for line in sys.stdin if line.strip()]
height = len(grid)
width = max(len(g) for g in grid) if grid else 0
grid = [g + "#" * (width - len(g)) for g in grid]


def search(r, c):
    seen = [[False] * width for _ in range(height)]
    seen[r][c] = True
    queue = [(r, c, 0)]
    while queue:
        y, x, d = queue.pop(0)
        if grid[y][x] == "W":
            return d
        for dy, dx in [(1, 0), (-1, 0), (0, 1), (0, -1)]:
            ny, nx = y + dy, x + dx
            if 0 <= ny < height and 0 <= nx < width:
                if grid[ny][nx] != "#" and not seen[ny][nx]:
                    seen[ny][nx] = True
                    queue.append((ny, nx, d + 1))
    return -1


distances = []
unreached = 0
for r in range(height):
    for c in range(width):
        if grid[r][c] == "H":
            d = search(r, c)
            if d == -1:
                unreached += 1
            else:
                distances.append((d, r, c))

print("houses", len(distances) + unreached, "without a way", unreached)
if distances:
    print("mean", round(sum(d for d, _, _ in distances) / len(distances), 2))
    far = max(distances)
    print("farthest", far[0], "at row", far[1] + 1, "column", far[2] + 1)
    bins = {}
    for d, _, _ in distances:
        bins[d // 5] = bins.get(d // 5, 0) + 1
    for b in sorted(bins):
        print(f"{b * 5}-{b * 5 + 4}: {bins[b]}")

# %% inputs
import random

r = random.Random(360)


def village(h, w, wells):
    g = [["#" if r.random() < 0.24 else "H" if r.random() < 0.15 else "." for _ in range(w)] for _ in range(h)]
    for _ in range(wells):
        g[r.randrange(h)][r.randrange(w)] = "W"
    return "\n".join("".join(row) for row in g) + "\n"


INPUTS = ["", "H.W\n##.\nH#.\n", village(12, 20, 2), village(90, 100, 5)]
