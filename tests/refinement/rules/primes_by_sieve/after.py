limit = 60
CALLS = [(n,) for n in [-3, 0, 1, 2, 3, 4, 5, 30]]
# %% a flag
from math import isqrt
from itertools import compress
primes = []
sieve = bytearray([1]) * limit
sieve[:2] = bytes(len(sieve[:2]))
for factor in range(2, isqrt(len(sieve)) + 1):
    if sieve[factor]:
        sieve[factor * factor::factor] = bytes(len(sieve[factor * factor::factor]))
primes.extend(compress(range(2, limit), sieve[2:]))
if len(sieve) > 2:
    prime = bool(sieve[-1])
# %% an else, in a function [function count_primes]
from math import isqrt
from itertools import compress

def count_primes(top):
    count = 0
    sieve = bytearray([1]) * (top + 1)
    sieve[:2] = bytes(len(sieve[:2]))
    for factor in range(2, isqrt(len(sieve)) + 1):
        if sieve[factor]:
            sieve[factor * factor::factor] = bytes(len(sieve[factor * factor::factor]))
    for n in compress(range(2, top + 1), sieve[2:]):
        count += 1
    return count
# %% a function of the user's
from math import isqrt
from itertools import compress

def is_prime(n):
    if n < 2:
        return False
    for i in range(2, int(n ** 0.5) + 1):
        if n % i == 0:
            return False
    return True
sieve = bytearray([1]) * (limit + 1)
sieve[:2] = bytes(len(sieve[:2]))
for factor in range(2, isqrt(len(sieve)) + 1):
    if sieve[factor]:
        sieve[factor * factor::factor] = bytes(len(sieve[factor * factor::factor]))
primes = list(compress(range(limit + 1), sieve))
# %% a sum of squares, odd divisors only
import math
from itertools import compress

def is_prime(n):
    """Whether n is prime."""
    if n <= 1:
        return False
    if n == 2:
        return True
    if n % 2 == 0:
        return False
    for i in range(3, math.isqrt(n) + 1, 2):
        if n % i == 0:
            return False
    return True
sieve = bytearray([1]) * limit
sieve[:2] = bytes(len(sieve[:2]))
for factor in range(2, math.isqrt(len(sieve)) + 1):
    if sieve[factor]:
        sieve[factor * factor::factor] = bytes(len(sieve[factor * factor::factor]))
total = sum(n ** 2 for n in compress(range(10, limit), sieve[10:]))
# %% a loop
from math import isqrt
from itertools import compress

def is_prime(n):
    if n < 2:
        return False
    for i in range(2, n // 2 + 1):
        if n % i == 0:
            return False
    return True
ends = {}
sieve = bytearray([1]) * limit
sieve[:2] = bytes(len(sieve[:2]))
for factor in range(2, isqrt(len(sieve)) + 1):
    if sieve[factor]:
        sieve[factor * factor::factor] = bytes(len(sieve[factor * factor::factor]))
for n in compress(range(limit), sieve):
    ends[n % 10] = ends.get(n % 10, 0) + 1
if len(sieve) > 0:
    n = len(sieve) - 1
