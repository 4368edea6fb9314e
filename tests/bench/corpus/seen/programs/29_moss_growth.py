"""Biology student: moss grows on a torus grid; a dry cell gets moss with exactly 3 mossy neighbours, moss stays with 2 or 3; print mossy cells after each of t days.

expect: faster
about: the grid is deep-copied each day and neighbours are summed with modulo arithmetic in nested loops; build a new grid directly, with shifted rows or sets
"""
# %% program
import copy

h, w, t = map(int, input().split())
grid = []
for i in range(h):
    row = []
    for c in input():
        if c == '*':
            row.append(1)
        else:
            row.append(0)
    grid.append(row)

for day in range(t):
    new = copy.deepcopy(grid)
    for i in range(h):
        for j in range(w):
            s = 0
            for di in [-1, 0, 1]:
                for dj in [-1, 0, 1]:
                    if di == 0 and dj == 0:
                        continue
                    s += grid[(i + di) % h][(j + dj) % w]
            if grid[i][j] == 0 and s == 3:
                new[i][j] = 1
            elif grid[i][j] == 1 and not (s == 2 or s == 3):
                new[i][j] = 0
    grid = copy.deepcopy(new)
    print(day + 1, sum(sum(r) for r in grid))

for r in grid[:3]:
    print(''.join('*' if v else '.' for v in r))
# %% inputs
import random

rng = random.Random(2929)


def make(h, w, t):
    return f"{h} {w} {t}\n" + "\n".join("".join(rng.choice("*..") for _ in range(w)) for _ in range(h)) + "\n"


INPUTS = [make(3, 4, 2), make(12, 15, 5), make(48, 60, 30)]
