"""A pupil finds which totals are possible with vouchers of given values.

expect: faster
about: reachable sums in a list that is searched before each append; a set, or bits of an integer
"""

# %% program
n = int(input())
vouchers = [int(x) for x in input().split()]
wishes = [int(x) for x in input().split()]

possible = [0]
for v in vouchers:
    new = []
    for s in possible:
        if s + v not in possible and s + v not in new:
            new.append(s + v)
    possible = possible + new

for w in wishes:
    if w in possible:
        print(w, "exactly")
    else:
        # next smaller total
        best = 0
        for s in possible:
            if s < w and s > best:
                best = s
        print(w, "no, but", best)
print(len(possible), "different totals")

# %% inputs
import random

r = random.Random(73)


def shop(n, most, wishes):
    values = [r.randint(1, most) for _ in range(n)]
    asked = [r.randint(0, sum(values) + 5) for _ in range(wishes)]
    return f"{n}\n{' '.join(map(str, values))}\n{' '.join(map(str, asked))}\n"


INPUTS = [shop(3, 10, 4), shop(0, 1, 2), shop(10, 30, 10), shop(26, 260, 60)]
