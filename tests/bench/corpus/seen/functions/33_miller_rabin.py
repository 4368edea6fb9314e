"""Puzzle solver's primality test for 64-bit numbers.

expect: nothing
about: deterministic Miller-Rabin with built-in modular power; the fixed small witness tuple is fine
"""
# %% function
_WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def is_prime(n):
    if n < 2:
        return False
    for p in _WITNESSES:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while not d & 1:
        d >>= 1
        s += 1
    for a in _WITNESSES:
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
CALLS = [(1000, 10), (10**12, 10), (10**18, 6), (2**61 - 100, 4)]
