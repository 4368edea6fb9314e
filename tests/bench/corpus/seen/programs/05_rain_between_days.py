"""Contest (weather): n daily rain amounts in mm, then q questions 'from day a to day b': total rain and whether it beats the average day times length.

expect: faster
about: every question sums a slice again; integer prefix sums answer at once
"""
# %% program
n, q = map(int, input().split())
rain = list(map(int, input().split()))
total = sum(rain)
for _ in range(q):
    a, b = map(int, input().split())
    s = sum(rain[a - 1:b])
    if s * n > total * (b - a + 1):
        print(s, 'wet')
    else:
        print(s, 'dry')
# %% inputs
import random

rng = random.Random(505)


def make(n, q):
    out = [f"{n} {q}", " ".join(str(max(0, rng.randint(-15, 40))) for _ in range(n))]
    for _ in range(q):
        a, b = sorted((rng.randint(1, n), rng.randint(1, n)))
        out.append(f"{a} {b}")
    return "\n".join(out) + "\n"


INPUTS = [make(5, 4), make(1000, 600), make(20000, 6000)]
