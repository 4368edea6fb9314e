STDIN = ["30\n", "2\n"]
CALLS = [(n,) for n in [-3, 0, 1, 2, 3, 4, 9, 25, 35, 49, 97, 121, 143, 211]]
numbers = [2, 3, 4, 9, 15, 17, 49, 91, 97]
# %% a function [function is_prime]
def is_prime(n):
    if n < 2:
        return False
    for i in range(2, n):
        if n % i == 0:  # a divisor
            return False
    return True
# %% half of it [function is_prime]
def is_prime(n):
    prime = n > 1
    for d in range(2, n // 2 + 1):
        if not n % d:
            prime = False
            break
    return prime
# %% all [function is_prime]
def is_prime(n):
    return n > 1 and all(n % d != 0 for d in range(2, n))
# %% any [function composite]
def composite(n):
    return any(n % d == 0 for d in range(2, n))
# %% in a comprehension
primes = [n for n in numbers if all(n % d for d in range(2, n))]
# %% else
primes = []
for n in numbers:
    for i in range(2, n):
        if n % i == 0:
            break
    else:
        primes.append(n)
# %% a program [program]
n = int(input())
for k in range(2, n):
    prime = True
    for i in range(2, k):
        if k % i == 0:
            prime = False
            break
    if prime:
        print(k)
