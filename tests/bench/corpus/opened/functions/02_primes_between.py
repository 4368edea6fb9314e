"""Coursework: list the primes between two numbers.

expect: faster
about: trial division by every smaller number instead of stopping at the square root or sieving
"""
# %% function
def primes_between(lo, hi):
    result = []
    for n in range(lo, hi + 1):
        if n < 2:
            continue
        is_prime = True
        for d in range(2, n):
            if n % d == 0:
                is_prime = False
                break
        if is_prime == True:
            result.append(n)
    return result

# %% calls
ENTRY = "primes_between"
CALLS = [(0, 500), (1000, 1600), (-5, 1200), (3000, 3200), (10, 5)]
