CALLS = [(n,) for n in [2, 3, 4, 9, 25]]
numbers = [2, 3, 4, 9, 15]
halves = [2.0, 4.5]
# %% the divisor is used
for d in range(2, 91):
    if 91 % d == 0:
        smallest = d
        break
# %% divisors are counted
n, count = 91, 0
for d in range(2, n):
    if n % d == 0:
        count += 1
# %% not the other way round
n = 91
fine = any(n % d for d in range(2, n))
# %% a remainder of one
n = 91
for d in range(2, n):
    if n % d == 1:
        found = True
        break
# %% the divisor is used afterwards
n = 91
for d in range(2, n):
    if n % d == 0:
        break
print(d)
# %% from one
n = 91
odd = all(n % d for d in range(1, n))
# %% floats
kept = [x for x in halves if all(x % d for d in range(2, x))]
# %% up to another number
n, m = 91, 10
rough = all(n % d for d in range(2, m))
# %% from three in steps of two
n = 91
prime = all(n % d for d in range(3, n, 2))
