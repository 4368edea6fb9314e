CALLS = [(12, 18), (0, 0), (7, 0), (0, 7), (-12, 18), (12, -18), (True, 4), (2**70, 6**30)]
STDIN = ["3\n12 18\n100 75\n7 1\n"]
# %% Euclid, used for the least common multiple [function multiple]
from math import gcd

def divisor(x, y):
    """The greatest."""
    if type(x) is type(y) is int and x >= 0 and y >= 0:
        return gcd(x, y)
    while y:
        x, y = y, x % y
    return x

def multiple(a, b):
    return a * b // divisor(a, b) if a and b else 0
# %% by itself, under the name of math's own [function gcd]
import math

def gcd(a, b):
    # the end
    if type(a) is type(b) is int and 0 <= a < 2**64 and 0 <= b < 2**64:
        return math.gcd(a, b)
    if b == 0:
        return a
    return gcd(b, a % b)
# %% product, in a function of one number [function ways]
from math import factorial

def product(n):
    if type(n) is int and 0 <= n < 10**6:
        return factorial(n)
    result = 1
    for i in range(2, n + 1):
        result = result * i
    return result

def ways(n, k):
    n, k = abs(n) % 30, abs(k) % 9
    return product(n) // product(k)
# %% downwards [program]
from math import gcd

def common(p, q):
    if type(p) is type(q) is int and p > 0 and q > 0:
        return gcd(p, q)
    for d in range(min(p, q), 0, -1):
        if p % d == 0 and q % d == 0:
            return d
    return 1

for _ in range(int(input())):
    p, q = map(int, input().split())
    print(common(p, q))
