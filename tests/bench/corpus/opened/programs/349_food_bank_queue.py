"""A volunteer's queue program for the food bank: people come, leave, get called, some have priority.

expect: faster
about: pops from the front, index searches and removals in a long list; deques or ordered dicts
"""

# %% program
n = int(input())
queue = []
household = {}
served = []
given = 0

for _ in range(n):
    parts = input().split()
    cmd = parts[0]
    if cmd == "come":
        name = parts[1]
        if name in queue:
            print(name, "is already waiting")
            continue
        queue.append(name)
        household[name] = int(parts[2])
    elif cmd == "urgent":
        name = parts[1]
        if name in queue:
            queue.remove(name)
        queue.insert(0, name)
        household[name] = int(parts[2])
    elif cmd == "leave":
        name = parts[1]
        if name in queue:
            queue.remove(name)
        else:
            print(name, "is not here")
    elif cmd == "next":
        if len(queue) == 0:
            print("nobody waiting")
        else:
            name = queue.pop(0)
            served.append(name)
            given = given + household[name]
    elif cmd == "place":
        name = parts[1]
        if name in queue:
            print(name, "is number", queue.index(name) + 1)
        else:
            print(name, "is not here")

print(len(served), "served", given, "portions", len(queue), "left")

# %% inputs
import random

r = random.Random(349)


def afternoon(n, people):
    out = []
    for _ in range(n):
        c = r.choices(["come", "urgent", "leave", "next", "place"], [68, 1, 5, 20, 6])[0]
        p = f"Ü{r.randint(1, people):06d}"
        out.append(f"{c} {p} {r.randint(1, 7)}" if c in ("come", "urgent") else "next" if c == "next" else f"{c} {p}")
    return "\n".join([str(n), *out]) + "\n"


INPUTS = ["0\n", "3\nnext\ncome Özlem 3\nplace Özlem\n", afternoon(120, 30), afternoon(14000, 16000)]
