"""Text-adventure map tool that appends footsteps to shared row objects.

expect: nothing
about: repeated rows are the same list object on purpose, so edits show up in every alias; rebuilding or copying rows changes the map
"""
# %% function
def stamp(rows, moves, mark="·"):
    r = c = 0
    for dr, dc in moves:
        r = (r + dr) % len(rows)
        row = rows[r]
        c = (c + dc) % len(row)
        if row[c] == "#":
            c = (c - dc) % len(row)
            continue
        row[c] = mark
    return ["".join(row) for row in rows]

# %% calls
import random
_r = random.Random(100)


def _rows(h, w):
    base = [[_r.choice("..#~") for _ in range(w)] for _ in range(max(1, h // 3))]
    return [base[i % len(base)] for i in range(h)]


def _mv(n):
    return [(_r.choice([-1, 0, 1]), _r.choice([-1, 1, 2])) for _ in range(n)]


ENTRY = "stamp"
CALLS = [(_rows(6, 10), _mv(50)), (_rows(30, 40), _mv(8000)), (_rows(9, 7), _mv(20000), "x"), (_rows(3, 3), [])]
