"""Quant: sorted tariff thresholds and volumes; for each volume its bracket and the number of smaller thresholds, all in bulk.

expect: nothing
about: bisect, accumulate and one joined output already; the time is parsing and the searches
"""
# %% program
import sys
from bisect import bisect_right
from itertools import accumulate


def main():
    head, *rest = sys.stdin.buffer.read().split(b'\n')
    n, q = map(int, head.split())
    steps = list(accumulate(map(int, rest[0].split())))
    volumes = list(map(int, rest[1].split()))
    brackets = [bisect_right(steps, v) for v in volumes]
    sys.stdout.write('\n'.join(map(str, brackets)))
    sys.stdout.write('\n%d %d\n' % (max(brackets), sum(brackets)))


main()
# %% inputs
import random

rng = random.Random(3838)


def make(n, q):
    gaps = [rng.randint(1, 50) for _ in range(n)]
    top = sum(gaps) + 20
    return f"{n} {q}\n{' '.join(map(str, gaps))}\n{' '.join(str(rng.randint(0, top)) for _ in range(q))}\n"


INPUTS = [make(3, 5), make(100, 500), make(60000, 330000)]
