"""A contest beginner adds up the water that sprinklers give to garden beds.

expect: faster
about: every sprinkler adds to each bed in a loop; add at both ends and sum up once
"""

# %% program
n, m = map(int, input().split())
water = [0] * (n + 1)
need = [0] + list(map(int, input().split()))
for _ in range(m):
    centre, radius, litres = map(int, input().split())
    for bed in range(centre - radius, centre + radius + 1):
        if bed >= 1 and bed <= n:
            water[bed] += litres

dry = []
for bed in range(1, n + 1):
    if water[bed] < need[bed]:
        dry.append(bed)
print(len(dry))
print(*dry[:50])
print(max(water), water.index(max(water)), sum(water))

# %% inputs
import random

r = random.Random(77)


def garden(n, m, widest):
    lines = [f"{n} {m}", " ".join(str(r.randint(0, m * widest // max(n, 1) * 6 + 3)) for _ in range(n))]
    lines += [f"{r.randint(-3, n + 3)} {r.randint(0, widest)} {r.randint(1, 5)}" for _ in range(m)]
    return "\n".join(lines) + "\n"


INPUTS = [garden(5, 2, 1), garden(1, 0, 0), garden(60, 25, 8), garden(6000, 2500, 1800)]
