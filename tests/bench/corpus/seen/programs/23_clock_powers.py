"""Student of number theory: each line 'a b m' asks for a**b mod m; also print whether a is its own inverse.

expect: faster
about: the full power is computed as a huge integer before the remainder is taken; pow(a, b, m)
"""
# %% program
def power_mod(a, b, m):
    p = a ** b
    return p % m


n = int(input())
for i in range(n):
    a, b, m = input().split()
    a = int(a)
    b = int(b)
    m = int(m)
    r = power_mod(a, b, m)
    own = (a * a) % m == 1 % m
    print(r, "self-inverse" if own else "-")
# %% inputs
import random

rng = random.Random(2323)


def make(n, top):
    out = [str(n)]
    for _ in range(n):
        out.append(f"{rng.randint(2, 5000)} {rng.randint(0, top)} {rng.randint(1, 10**9)}")
    return "\n".join(out) + "\n"


INPUTS = [make(4, 6), make(60, 500), make(330, 16000)]
