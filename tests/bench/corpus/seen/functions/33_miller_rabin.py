"""Puzzle solver's primality test for 64-bit numbers.

expect: nothing
about: deterministic Miller-Rabin with the short witness list and built-in modular power; the small tuples are fine
"""
# %% function
_SMALL = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
_BASES = (2, 325, 9375, 28178, 450775, 9780504, 1795265022)


def is_prime(n):
    if n < 2:
        return False
    for p in _SMALL:
        if n % p == 0:
            return n == p
    if n < 1681:
        return True
    d = n - 1
    s = (d & -d).bit_length() - 1
    d >>= s
    for a in _BASES:
        a %= n
        if a == 0:
            continue
        x = pow(a, d, n)
        if x == 1 or x == n - 1:
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def next_primes(start, k):
    found = []
    n = start | 1
    while len(found) < k:
        if is_prime(n):
            found.append(n)
        n += 2
    return found

# %% calls
ENTRY = "next_primes"
CALLS = [(1000, 10), (10**12, 25), (10**18, 15), (2**61 - 100, 10)]
