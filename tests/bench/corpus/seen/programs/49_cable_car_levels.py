"""Contest (ski area): on a height map, fewest steps from the corner to the opposite one when each step climbs at most d; -1 if impossible.

expect: nothing
about: breadth-first search on a flat padded array with level lists and a bytearray of seen cells, in a function
"""
# %% program
import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    h, w, d = data[:3]
    W = w + 1
    wall = 10 ** 9
    grid = []
    for i in range(h):
        grid += data[3 + i * w:3 + (i + 1) * w]
        grid.append(wall)
    grid += [wall] * W
    seen = bytearray(len(grid))
    goal = (h - 1) * W + w - 1
    level = [0]
    seen[0] = 1
    steps = 0
    while level and not seen[goal]:
        steps += 1
        nxt = []
        for c in level:
            top = grid[c] + d
            for e in (c + 1, c + W, c - 1, c - W):
                if not seen[e] and grid[e] <= top:
                    seen[e] = 1
                    nxt.append(e)
        level = nxt
    print(steps if seen[goal] else -1)


main()
# %% inputs
import random

rng = random.Random(4949)


def make(h, w, d, rough):
    rows = [f"{h} {w} {d}"]
    for i in range(h):
        rows.append(" ".join(str(900 + (i * 7 + j * 3) % 41 + rng.randint(0, rough)) for j in range(w)))
    return "\n".join(rows) + "\n"


INPUTS = [make(3, 3, 5, 9), make(25, 30, 12, 25), make(600, 700, 22, 40)]
