"""Physicist: partial energy sums over index ranges of measured floats, printed in full so that a later step can compare them bit by bit.

expect: nothing
about: looks like a case for prefix sums, but differences of float prefix sums round differently and the digits are printed in full
"""
# %% program
import sys


def main():
    lines = sys.stdin.read().splitlines()
    energies = list(map(float, lines[0].split()))
    out = []
    for row in lines[1:]:
        a, b = map(int, row.split())
        out.append(repr(sum(energies[a:b])))
    print('\n'.join(out))


main()
# %% inputs
import random

rng = random.Random(4141)


def make(n, q):
    rows = [" ".join(repr(rng.lognormvariate(0, 4)) for _ in range(n))]
    for _ in range(q):
        a, b = sorted((rng.randrange(n), rng.randrange(n + 1)))
        rows.append(f"{a} {b}")
    return "\n".join(rows) + "\n"


INPUTS = [make(6, 4), make(400, 200), make(22000, 4200)]
