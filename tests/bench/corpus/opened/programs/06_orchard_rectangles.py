"""Contest (orchard): apples per tree on an r x c grid; answer q rectangles with the number of apples in it.

expect: faster
about: nested loops over every asked rectangle; two-dimensional prefix sums
"""
# %% program
def apples_in(field, top, left, bottom, right):
    count = 0
    for i in range(top, bottom + 1):
        for j in range(left, right + 1):
            count += field[i][j]
    return count


rows, cols, questions = map(int, input().split())
field = []
for i in range(rows):
    field.append(list(map(int, input().split())))

best = -1
for k in range(questions):
    t, l, b, r = map(int, input().split())
    res = apples_in(field, t, l, b, r)
    best = max(best, res)
    print(res)
print("max", best)
# %% inputs
import random

rng = random.Random(606)


def make(r, c, q):
    rows = [f"{r} {c} {q}"]
    for _ in range(r):
        rows.append(" ".join(str(rng.randint(0, 30)) for _ in range(c)))
    for _ in range(q):
        t, b = sorted(rng.randrange(r) for _ in range(2))
        l, rr = sorted(rng.randrange(c) for _ in range(2))
        rows.append(f"{t} {l} {b} {rr}")
    return "\n".join(rows)


INPUTS = [make(3, 4, 3), make(30, 30, 40), make(120, 90, 4000)]
