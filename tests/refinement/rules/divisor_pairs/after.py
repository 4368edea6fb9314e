n = 36
CALLS = [(n,) for n in [-4, 0, 1, 2, 7, 12, 36, 97, 100]]
# %% a cell
from math import isqrt
n_low = [i for i in range(1, isqrt(max(n, 0)) + 1) if n % i == 0]
divisors = n_low + [n // i for i in reversed(n_low) if i * i != n]
# %% a function [function divisors]
from math import isqrt

def divisors(n):
    n_low = [d for d in range(1, isqrt(max(n, 0)) + 1) if n % d == 0]
    return n_low + [n // d for d in reversed(n_low) if d * d != n]
# %% perfect numbers [function perfect]
from math import isqrt

def perfect(n):
    n_low = [d for d in range(1, isqrt(max(n, 0)) + 1) if n % d == 0]
    return sum((n_low + [n // d for d in reversed(n_low) if d * d != n])[:-1]) == n
# %% how many [function count]
from math import isqrt

def count(n):
    n_low = [d for d in range(1, isqrt(max(n, 0)) + 1) if n % d == 0]
    total = len(n_low + [n // d for d in reversed(n_low) if d * d != n])
    return total
# %% added up by a loop [function added]
from math import isqrt

def added(n):
    total = 0
    n_low = [d for d in range(1, isqrt(max(n, 0)) + 1) if n % d == 0]
    total += sum((n_low + [n // d for d in reversed(n_low) if d * d != n])[:-1])
    return total
# %% counted and collected by loops [function collected]
from math import isqrt

def collected(n):
    count = 0
    n_low = [k for k in range(1, isqrt(max(n, 0)) + 1) if n % k == 0]
    count += len(n_low + [n // k for k in reversed(n_low) if k * k != n])
    found = []
    n_low = [i for i in range(1, isqrt(max(n, 0)) + 1) if n % i == 0]
    found.extend((n_low + [n // i for i in reversed(n_low) if i * i != n])[1:-1])
    halves = 1
    n_low = [i for i in range(1, isqrt(max(n, 0)) + 1) if n % i == 0]
    halves += sum((n_low + [n // i for i in reversed(n_low) if i * i != n])[:-1])
    n_low = [i for i in range(1, isqrt(max(n, 0)) + 1) if n % i == 0]
    halves += len((n_low + [n // i for i in reversed(n_low) if i * i != n])[1:-1])
    return count, found, halves
# %% other work for each divisor [function shapes]
from math import isqrt

def shapes(n):
    found = []
    n_low = [a for a in range(1, isqrt(max(n, 0)) + 1) if n % a == 0]
    for a in n_low + [n // a for a in reversed(n_low) if a * a != n]:
        b = n // a
        if a <= b:
            found.append((a, b))
    return found
# %% other numbers skipped [function skipped]
from math import isqrt

def skipped(n):
    best = 0
    n_low = [a for a in range(1, isqrt(max(n, 0)) + 1) if n % a == 0]
    for a in (n_low + [n // a for a in reversed(n_low) if a * a != n])[:-1]:
        best = best * 2 + a
    return best
# %% a further condition [function odd]
from math import isqrt

def odd(n):
    total = 0
    n_low = [d for d in range(1, isqrt(max(n, 0)) + 1) if n % d == 0]
    for d in n_low + [n // d for d in reversed(n_low) if d * d != n]:
        if d % 2 == 1:
            total += d
    return total
