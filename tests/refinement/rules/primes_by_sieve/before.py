limit = 60
CALLS = [(n,) for n in [-3, 0, 1, 2, 3, 4, 5, 30]]
# %% a flag
primes = []
for x in range(2, limit):
    prime = True
    for i in range(2, int(x ** 0.5) + 1):
        if x % i == 0:
            prime = False
            break
    if prime:
        primes.append(x)
# %% an else, in a function [function count_primes]
def count_primes(top):
    count = 0
    for n in range(2, top + 1):
        for d in range(2, n):
            if n % d == 0:
                break
        else:
            count += 1
    return count
# %% a function of the user's
def is_prime(n):
    if n < 2:
        return False
    for i in range(2, int(n ** 0.5) + 1):
        if n % i == 0:
            return False
    return True
primes = [n for n in range(limit + 1) if is_prime(n)]
# %% a sum of squares, odd divisors only
import math
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
total = sum(n ** 2 for n in range(10, limit) if is_prime(n))
# %% a loop
def is_prime(n):
    if n < 2:
        return False
    for i in range(2, n // 2 + 1):
        if n % i == 0:
            return False
    return True
ends = {}
for n in range(limit):
    if is_prime(n):
        ends[n % 10] = ends.get(n % 10, 0) + 1
