CALLS = [(12, 18), (7, 5)]
# %% steps are counted [function steps]
def steps(a, b):
    n = 0
    while b:
        a, b = b, a % b
        n += 1
    return n
# %% a difference instead of a remainder [function odd]
def odd(a, b):
    while b > 0:
        a, b = b, a - b
    return a
# %% something else is left at the end [function last]
def last(a, b):
    while b:
        a, b = b, a % b
    return b
# %% a sum [function total]
def total(n, k):
    result = 1
    for i in range(1, n + 1):
        result += i
    return result * k
# %% the last factor is left out [function product]
def product(n, k):
    result = 1
    for i in range(1, n):
        result *= i
    return result
# %% a default for one of them [function divisor]
def divisor(a, b=6):
    while b:
        a, b = b, a % b
    return a
# %% another function is called [function divide]
def other(a, b):
    return a + b

def divide(a, b):
    if b == 0:
        return a
    return other(b, a % b)
# %% remembered already [function kept]
from functools import cache

@cache
def kept(a, b):
    if b == 0:
        return a
    return kept(b, a % b)
# %% another base [function thirds]
def thirds(n):
    c = 0
    while n > 0:
        c += n % 3
        n //= 3
    return c
# %% half of the steps [function half]
def half(base, e):
    r = 1
    for _ in range(1, e):
        r *= base
    return r
# %% what is asked for changes [function stepped]
def stepped(base, e, m):
    r = 1
    while e > 0:
        r = r * base % m
        m -= 1
        e -= 1
    return r
# %% none above 1 [function above]
def above(a, b):
    d = min(a, b)
    while d > 1:
        if a % d == 0 and b % d == 0:
            return d
        d -= 1
