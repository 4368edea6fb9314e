CALLS = [(n,) for n in [2, 3, 4, 9, 25]]
# %% the divisor is used [function least]
def least(n):
    for d in range(2, n):
        if n % d == 0:
            return d
    return n
# %% the divisor is used afterwards [function least]
def least(n):
    d = 1
    for d in range(2, n):
        if n % d == 0:
            break
    return d
# %% divisors are counted [function count]
def count(n):
    found = 0
    for d in range(2, n):
        if n % d == 0:
            found += 1
    return found
# %% not up to the root [function rough]
def rough(n):
    for d in range(2, int(n**0.5)):
        if n % d == 0:
            return False
    return True
# %% floats [function prime]
def prime(n):
    n = n / 2
    for d in range(2, int(n**0.5) + 1):
        if n % d == 0:
            return False
    return True
# %% a cell, where the divisor stays
numbers, n, prime = [2, 3], 91, True
for d in range(2, n):
    if n % d == 0:
        prime = False
        break
