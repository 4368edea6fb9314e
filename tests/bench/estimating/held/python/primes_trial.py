"""Pupil lists the primes below n by trial division.

family: python
small: n = 200
"""
# %% setup
n = 2_600_000
# %% cell
primes = []
for candidate in range(2, n):
    is_prime = True
    for p in primes:
        if p * p > candidate:
            break
        if candidate % p == 0:
            is_prime = False
            break
    if is_prime:
        primes.append(candidate)
gaps = [b - a for a, b in zip(primes, primes[1:])]
print(len(primes), max(gaps))
