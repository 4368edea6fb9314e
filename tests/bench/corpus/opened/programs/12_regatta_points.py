"""Sailing club: each race line names a boat and its place; points go into a list parallel to the boats. Print the table.

expect: faster
about: boats.index(name) is a linear search for each result line; a dict of positions
"""
# %% program
n = int(input())
boats = []
for _ in range(n):
    boats.append(input())
points = [0.0] * n
starts = [0] * n

m = int(input())
unknown = 0
for _ in range(m):
    name, place = input().rsplit(' ', 1)
    if name not in boats:
        unknown += 1
        continue
    i = boats.index(name)
    starts[i] += 1
    if place == 'DNF':
        points[i] += n + 1
    else:
        points[i] += 0.75 if place == '1' else int(place)

order = sorted(range(n), key=lambda i: (-starts[i], points[i]))
for i in order[:20]:
    print(boats[i], starts[i], points[i])
print('unknown:', unknown)
# %% inputs
import random

rng = random.Random(1212)
WORDS = "Sea Wind Fair Blue Grey Storm Lady Queen Star Gull Salt Moon".split()


def make(n, m):
    boats = [f"{rng.choice(WORDS)} {rng.choice(WORDS)} {i}" for i in range(n)]
    out = [str(n)] + boats + [str(m)]
    for _ in range(m):
        b = rng.choice(boats) if rng.random() < 0.97 else "Ghost Ship"
        out.append(b + " " + (str(rng.randint(1, n)) if rng.random() < 0.9 else "DNF"))
    return "\n".join(out)


INPUTS = [make(3, 6), make(120, 900), make(1100, 12000)]
