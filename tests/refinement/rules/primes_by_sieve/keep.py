limit = 60
half = 30.5
# %% divisors end before the root
primes = []
for n in range(2, limit):
    prime = True
    for d in range(2, int(n ** 0.4) + 1):
        if n % d == 0:
            prime = False
            break
    if prime:
        primes.append(n)
# %% the divisor is used
least = {}
for n in range(2, limit):
    prime = True
    for d in range(2, n):
        if n % d == 0:
            prime = False
            break
    if prime:
        least[n] = d
# %% the number is read afterwards
for n in range(2, limit):
    prime = True
    for d in range(2, n):
        if n % d == 0:
            prime = False
            break
    if prime:
        last = n
print(n)
# %% numbers below 2 count as primes
def is_prime(n):
    for i in range(2, n):
        if n % i == 0:
            return False
    return True
primes = [n for n in range(limit) if is_prime(n)]
# %% only so many
primes = []
for n in range(2, limit):
    prime = True
    for d in range(2, n):
        if n % d == 0:
            prime = False
    if prime:
        primes.append(n)
        if len(primes) == 5:
            break
# %% even numbers aren't ruled out
def is_prime(n):
    if n < 2:
        return False
    for i in range(3, int(n ** 0.5) + 1, 2):
        if n % i == 0:
            return False
    return True
primes = [n for n in range(limit) if is_prime(n)]
# %% half a number of the end
def is_prime(n):
    if n < 2:
        return False
    for i in range(2, n // 2):
        if n % i == 0:
            return False
    return True
primes = [n for n in range(limit) if is_prime(n)]
