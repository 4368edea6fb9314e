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
# %% counted down, behind cases [function reduced]
from math import gcd

def common(a, b):
    if a == 0:
        return b
    if b == 0:
        return a
    if type(a) is type(b) is int and a > 0 and b > 0:
        return gcd(a, b)
    candidate = min(a, b)
    while candidate > 1:
        if a % candidate == 0 and b % candidate == 0:
            return candidate
        candidate -= 1
    return 1

def reduced(a, b):
    a, b = abs(a) % 500, abs(b) % 500
    return common(a, b)
# %% the smaller one by hand, counted up [function reduced]
from math import gcd

def common(a, b):
    if type(a) is type(b) is int and a > 0 and b > 0:
        return gcd(a, b)
    if a > b:
        smaller = b
    else:
        smaller = a
    for i in range(1, smaller + 1):
        if a % i == 0 and b % i == 0:
            found = i
    return found

def reduced(a, b):
    a, b = abs(a) % 500, abs(b) % 500
    return common(a + 1, b + 1)
# %% the least common multiple [function rhythm]
from math import lcm

def multiple(a, b):
    if type(a) is type(b) is int and a > 0 and b > 0:
        return lcm(a, b)
    m = max(a, b)
    while True:
        if m % a == 0 and m % b == 0:
            return m
        m += 1

def rhythm(a, b):
    return multiple(abs(a) % 40 + 1, abs(b) % 40 + 1)
# %% bits that are set [function ones]
def set_in(n):
    """How many."""
    if type(n) is int and n >= 0:
        return n.bit_count()
    c = 0
    while n:
        c += n & 1
        n >>= 1
    return c

def ones(a, b):
    return set_in(abs(a)) + 2 * set_in(abs(b))
# %% bits that differ [function apart]
def hamming(a, b):
    if type(a) is type(b) is int and a >= 0 and b >= 0:
        return (a ^ b).bit_count()
    distance = 0
    while a > 0 or b > 0:
        if a % 2 != b % 2:
            distance = distance + 1
        a = a // 2
        b = b // 2
    return distance

def flipped(x, y):
    if type(x) is type(y) is int and x >= 0 and y >= 0:
        return (x ^ y).bit_count()
    z = x ^ y
    d = 0
    while z != 0:
        if z & 1:
            d += 1
        z = z >> 1
    return d

def apart(a, b):
    a, b = abs(a), abs(b)
    return hamming(a, b), flipped(a, b)
# %% written in bits [program]
def binary(n):
    if n == 0:
        return "0"
    if type(n) is int and n > 0:
        return format(n, "b")
    s = ""
    while n > 0:
        s = str(n % 2) + s
        n = n // 2
    return s

for _ in range(int(input())):
    print(binary(int(input().split()[0])))
# %% powers [function powers]
MOD = 97

def power(base, e):
    if type(base) is type(e) is int and e >= 0:
        return base**e
    r = 1
    for _ in range(e):
        r *= base
    return r

def modular(base, e, m):
    if type(base) is type(e) is int and e > 0 and type(m) is int and m > 0:
        return pow(base, e, m)
    r = 1
    while e > 0:
        r = r * base % m
        e -= 1
    return r

def fixed(base, e):
    if type(base) is type(e) is int and e > 0 and type(MOD) is int and MOD > 0:
        return pow(base, e, MOD)
    r = 1
    for _ in range(e):
        r = base * r % MOD
    return r

def powers(a, b):
    a, b = a % 50, b % 50
    return power(a, b), modular(a, b, 1), modular(a, b, 7), fixed(a, b)
