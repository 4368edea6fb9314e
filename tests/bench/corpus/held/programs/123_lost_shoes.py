"""A volunteer at a lost-property office counts shoes that can be put together to pairs.

expect: faster
about: for each left shoe all right shoes are looked over, and a list of used ones; counts by size
"""

# %% program
n = int(input())
shoes = []
for i in range(n):
    side, size, colour = input().split()
    shoes.append((side, float(size.replace(",", ".")), colour.lower()))

used = []
pairs = []
for i in range(n):
    if shoes[i][0] != "L":
        continue
    for j in range(n):
        if j in used:
            continue
        if shoes[j][0] == "R" and shoes[j][1] == shoes[i][1] and shoes[j][2] == shoes[i][2]:
            used.append(j)
            pairs.append((i + 1, j + 1))
            break

print(len(pairs), "pairs,", n - 2 * len(pairs), "single shoes")
for p in pairs[:10]:
    print(p[0], p[1])

# %% inputs
import random

r = random.Random(36)


def office(n):
    lines = [str(n)]
    for _ in range(n):
        size = r.choice(["36", "37,5", "38", "39", "40,5", "41", "42", "43", "44,5", "46"])
        colour = r.choice(["black", "Black", "weiß", "brown", "navy", "grün", "red", "pink"])
        lines.append(f"{r.choice('LR')} {size} {colour}")
    return "\n".join(lines) + "\n"


INPUTS = [office(4), office(0), office(1), office(120), office(900)]
