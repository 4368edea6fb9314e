'''A maths teacher sorts numbers into perfect, abundant and deficient and finds amicable pairs for a worksheet.

expect: faster
about: all numbers below n are tried as divisors, often twice; an expert adds divisors by a sieve or tries up to the root
'''
# %% setup
import random

rnd = random.Random(28)
limit = 2600 + rnd.randrange(200)

# %% cell
def divisors(n):
    found = []
    for d in range(1, n):
        if n % d == 0:
            found.append(d)
    return found

perfect, abundant, deficient = [], [], []
for n in range(2, limit + 1):
    if sum(divisors(n)) == n:
        perfect.append(n)
    elif sum(divisors(n)) > n:
        abundant.append(n)
    else:
        deficient.append(n)

amicable = []
for n in abundant:
    partner = sum(divisors(n))
    if partner > n and sum(divisors(partner)) == n:
        amicable.append((n, partner))

most = max(range(1, limit + 1), key=lambda n: len(divisors(n)))
print("perfect:", perfect)
print("abundant:", len(abundant), "the first odd one:", next((a for a in abundant if a % 2), None))
print("deficient:", len(deficient))
print("amicable:", amicable)
print("most divisors:", most, divisors(most))
