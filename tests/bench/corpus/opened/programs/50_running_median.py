"""Sensor engineer: after each reading print the lower median of all readings so far.

expect: nothing
about: insort into a list looks quadratic, but moving memory is cheap at this size and heaps in Python are no faster
"""
# %% program
import sys
from bisect import insort


def main():
    readings = map(int, sys.stdin.buffer.read().split())
    ordered = []
    out = []
    half = 0
    for k, r in enumerate(readings):
        insort(ordered, r)
        out.append(ordered[k >> 1])
    sys.stdout.write('\n'.join(map(str, out)))
    sys.stdout.write('\n')


main()
# %% inputs
import random

rng = random.Random(5050)


def make(n):
    return "\n".join(str(int(rng.gauss(5000, 3000))) for _ in range(n)) + "\n"


INPUTS = ["5\n1\n9\n9\n", make(700), make(75000)]
