STDIN = ["30\n", "2\n"]
CALLS = [(n,) for n in [-3, 0, 1, 2, 3, 4, 9, 25, 35, 49, 97, 121, 143, 211]]
numbers = [2, 3, 4, 9, 15, 17, 49, 91, 97]
# %% a function [function is_prime]
from math import isqrt

def is_prime(n):
    if n < 2:
        return False
    for i in range(2, isqrt(max(n, 0)) + 1):
        if n % i == 0:  # a divisor
            return False
    return True
# %% half of it [function is_prime]
from math import isqrt

def is_prime(n):
    prime = n > 1
    for d in range(2, isqrt(max(n, 0)) + 1):
        if not n % d:
            prime = False
            break
    return prime
# %% all [function is_prime]
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d != 0 for d in range(2, isqrt(max(n, 0)) + 1))
# %% any [function composite]
from math import isqrt

def composite(n):
    return any(n % d == 0 for d in range(2, isqrt(max(n, 0)) + 1))
# %% in a comprehension
from math import isqrt
primes = [n for n in numbers if all(n % d for d in range(2, isqrt(max(n, 0)) + 1))]
# %% else
from math import isqrt
primes = []
for n in numbers:
    for i_divisor in range(2, isqrt(max(n, 0)) + 1):
        if n % i_divisor == 0:
            break
    else:
        primes.append(n)
# %% a program [program]
from math import isqrt
n = int(input())
for k in range(2, n):
    prime = True
    for i_divisor in range(2, isqrt(max(k, 0)) + 1):
        if k % i_divisor == 0:
            prime = False
            break
    if prime:
        print(k)
