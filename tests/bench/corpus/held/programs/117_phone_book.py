"""A student programs the search of a phone book: how many names begin with what was typed.

expect: faster
about: every search goes over all names with slices; sorted names and bisect, or counts by prefix
"""

# %% program
import sys

lines = sys.stdin.read().splitlines()
n = int(lines[0])
book = []
for line in lines[1:n + 1]:
    name, number = line.rsplit(" ", 1)
    book.append((name, number))

for typed in lines[n + 1:]:
    hits = []
    for name, number in book:
        if name[:len(typed)].lower() == typed.lower():
            hits.append((name, number))
    if len(hits) == 0:
        print("nobody")
    elif len(hits) == 1:
        print(hits[0][0] + ": " + hits[0][1])
    else:
        hits.sort()
        print(len(hits), "from", hits[0][0], "to", hits[-1][0])

# %% inputs
import random

r = random.Random(47)
PARTS = ["Mei", "er", "Schu", "bert", "Öz", "türk", "Van ", "den Berg", "No", "vak", "O'", "Neill", "Ha", "gen"]


def book(n, q):
    names = ["".join(r.choices(PARTS, k=r.randint(2, 4))) for _ in range(n)]
    lines = [str(n)] + [f"{x} 0{r.randint(10**5, 10**7)}" for x in names]
    for _ in range(q):
        x = r.choice(names) if names else "Ab"
        typed = x[: r.randint(1, len(x))]
        lines.append(typed.lower() if r.random() < 0.5 else typed)
    return "\n".join(lines) + "\n"


INPUTS = [book(4, 3), book(0, 1), book(100, 40), book(6000, 450)]
