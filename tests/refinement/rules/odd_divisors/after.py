import math

STDIN = ["5\n2\n3\n4\n9\n97\n", "0\n", "3\n1\n-4\n15\n"]
CALLS = [(n,) for n in [-3, 0, 1, 2, 3, 4, 5, 6, 8, 9, 25, 35, 49, 97, 121, 143, 211]]
# %% a function [function is_prime]
def is_prime(n):
    if n < 2:
        return False
    if n > 3 and n % 2 == 0:
        return False
    for i in range(3, math.isqrt(n) + 1, 2):
        if n % i == 0:  # a divisor
            return False
    return True
# %% a flag [function is_prime]
def is_prime(n):
    prime = n > 1
    if n > 3 and n % 2 == 0:
        prime = False
    else:
        for d in range(3, n // 2 + 1, 2):
            if not n % d:
                prime = False
                break
    return prime
# %% otherwise [function label]
def label(n):
    if n <= 3 or n % 2:
        for d in range(3, n, 2):
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
    if x > 3 and x % 2 == 0:
        prime = False
    else:
        for d in range(3, int(x**0.5) + 1, 2):
            if x % d == 0:
                prime = False
                break
    print(x, prime)
