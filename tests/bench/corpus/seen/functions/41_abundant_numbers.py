"""Euler-style hobby code: abundant numbers up to n.

expect: faster
about: the divisor sum tries every number up to n; pairs up to the square root or a sieve of sums are far quicker
"""
# %% function
def sum_proper_divisors(n):
    return sum([d for d in range(1, n) if n % d == 0])


def abundant_numbers(limit):
    return [n for n in range(1, limit + 1) if sum_proper_divisors(n) > n]

# %% calls
ENTRY = "abundant_numbers"
CALLS = [(20,), (300,), (900,), (600,), (0,)]
