"""Number theory demo: smallest prime summand for every even number.

expect: faster
about: a slow primality helper is called again and again for the same numbers; one sieve is enough
"""
# %% function
import math


def prime(n):
    if n < 2:
        return False
    for i in range(2, int(math.sqrt(n)) + 1):
        if n % i == 0:
            return False
    return True


def goldbach_table(limit):
    table = {}
    for n in range(4, limit + 1, 2):
        for p in range(2, n // 2 + 1):
            if prime(p) and prime(n - p):
                table[n] = (p, n - p)
                break
    return table

# %% calls
ENTRY = "goldbach_table"
CALLS = [(20,), (500,), (1500,), (2500,), (3,)]
