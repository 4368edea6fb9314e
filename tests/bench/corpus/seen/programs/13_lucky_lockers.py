"""School contest: for each question (a, b) count the lockers with prime numbers between a and b, and name the largest.

expect: faster
about: trial division up to n for each number in each question; sieve once and count with prefix sums or bisect
"""
# %% program
def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


q = int(input())
for _ in range(q):
    a, b = map(int, input().split())
    count = 0
    largest = None
    for x in range(a, b + 1):
        if is_prime(x):
            count += 1
            largest = x
    print(count, largest)
# %% inputs
import random

rng = random.Random(1313)


def make(q, top, width):
    out = [str(q)]
    for _ in range(q):
        a = rng.randint(1, top)
        out.append(f"{a} {a + rng.randint(0, width)}")
    return "\n".join(out)


INPUTS = [make(3, 20, 10), make(15, 2000, 200), make(110, 90000, 3500)]
