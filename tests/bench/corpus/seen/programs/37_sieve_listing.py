"""Number theory hobbyist: print all primes up to n, ten to a line, and how many.

expect: nothing
about: a bytearray sieve with slice assignment and one joined output; the rest is conversion to text
"""
# %% program
from itertools import compress


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b'\0\0'
    for p in range(2, int(n ** 0.5) + 1):
        if flags[p]:
            flags[p * p::p] = bytes(len(range(p * p, n + 1, p)))
    return list(compress(range(n + 1), flags))


n = int(input())
primes = list(map(str, sieve(n)))
print('\n'.join([' '.join(primes[i:i + 10]) for i in range(0, len(primes), 10)]))
print(len(primes))
# %% inputs
INPUTS = ["30\n", "5000\n", "4200000\n"]
