"""A genealogist looks up the most similar surnames in a parish register.

expect: faster
about: edit distance cell by cell in a numpy matrix; rows as lists, equal names only once
"""

# %% function
import numpy as np


def edit_distance(a, b):
    d = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
    for i in range(len(a) + 1):
        d[i, 0] = i
    for j in range(len(b) + 1):
        d[0, j] = j
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + cost)
    return int(d[len(a), len(b)])


def closest_names(wanted, register, n=5):
    scored = []
    for entry in register:
        name = entry.strip().lower()
        scored.append((edit_distance(wanted.lower(), name), name))
    best = []
    for dist, name in sorted(scored):
        if (name, dist) not in best:
            best.append((name, dist))
        if len(best) == n:
            break
    return best


# %% calls
import random

r = random.Random(17)
A = ["Schn", "M", "Kr", "H", "W", "Br", "Stei", "Lö", "F", "Gr"]
B = ["eider", "üller", "ämer", "offmann", "agner", "aun", "nmetz", "we", "ischer", "äf", "aier"]
C = ["", "", "in", "s", "e", " "]


def register(n):
    return [r.choice(A) + r.choice(B) + r.choice(C) for _ in range(n)]


ENTRY = "closest_names"
CALLS = [
    ("Steinmetzer", register(2200)),
    ("Krähmer", register(900), 8),
    ("Löwe", []),
    ("", ["Braun"]),
    ("Graef", register(20), 3),
]
