"""Maths club: sieve written with a shrinking list.

expect: faster
about: list.remove and membership test for every multiple make the sieve quadratic
"""
# %% function
def sieve(n):
    numbers = list(range(2, n + 1))
    p = 2
    while p * p <= n:
        if p in numbers:
            m = p * 2
            while m <= n:
                if m in numbers:
                    numbers.remove(m)
                m += p
        p += 1
    return numbers

# %% calls
ENTRY = "sieve"
CALLS = [(30,), (400,), (1,), (1500,), (1000,)]
