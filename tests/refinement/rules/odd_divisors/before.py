import math

STDIN = ["5\n2\n3\n4\n9\n97\n", "0\n", "3\n1\n-4\n15\n"]
CALLS = [(n,) for n in [-3, 0, 1, 2, 3, 4, 5, 6, 8, 9, 25, 35, 49, 97, 121, 143, 211]]
# %% a function [function is_prime]
def is_prime(n):
    if n < 2:
        return False
    for i in range(2, math.isqrt(n) + 1):
        if n % i == 0:  # a divisor
            return False
    return True
# %% a flag [function is_prime]
def is_prime(n):
    prime = n > 1
    for d in range(2, n // 2 + 1):
        if not n % d:
            prime = False
            break
    return prime
# %% otherwise [function label]
def label(n):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        return "no divisor"
    return "divisors"
# %% a program [program]
for _ in range(int(input())):
    x = int(input())
    if x < 2:
        print(x, "small")
        continue
    prime = True
    for d in range(2, int(x**0.5) + 1):
        if x % d == 0:
            prime = False
            break
    print(x, prime)
