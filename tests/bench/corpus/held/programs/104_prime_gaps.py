"""A math tutor's program for gaps between primes up to given bounds, with a sieve of bytes.

expect: nothing
about: sieve by slices and one pass over the primes, answers by bisect
"""

# %% program
import sys
from bisect import bisect_right


def main():
    data = list(map(int, sys.stdin.read().split()))
    bounds = data[1:]
    top = max(bounds, default=2)
    sieve = bytearray([1]) * (top + 1)
    sieve[:2] = bytes(len(sieve[:2]))
    for p in range(2, int(top**0.5) + 1):
        if sieve[p]:
            sieve[p * p :: p] = bytes(len(range(p * p, top + 1, p)))
    find = sieve.find
    primes = []
    widest = []
    best = 0
    last = p = find(1)
    while p >= 0:
        if p - last > best:
            best = p - last
        primes.append(p)
        widest.append(best)
        last = p
        p = find(1, p + 1)
    out = []
    for b in bounds:
        k = bisect_right(primes, b)
        out.append(f"{k} {widest[k - 1] if k > 1 else 0}")
    print("\n".join(out))


main()

# %% inputs
import random

r = random.Random(10)

INPUTS = [
    "3\n10\n30\n2\n",
    "1\n1\n",
    "40\n" + "\n".join(str(r.randint(1, 20000)) for _ in range(40)) + "\n",
    "500\n" + "\n".join(str(r.randint(1, 20000000)) for _ in range(500)) + "\n",
]
