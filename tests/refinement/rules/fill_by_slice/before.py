import numpy as np

limit = 400
CALLS = [(30,), (2,), (1,), (0,), (-4,), (1000,)]
STDIN = ["30\n", "1\n", "500\n"]
marks = [0] * 50
first, last, gap = 3, 47, 4
levels = np.zeros(80)
# %% sieve in a function [function primes]
def primes(n):
    sieve = [True] * (n + 1)
    for p in range(2, int(max(n, 0) ** 0.5) + 1):
        if sieve[p]:
            for multiple in range(p * p, n + 1, p):
                sieve[multiple] = False
    return [i for i in range(2, n + 1) if sieve[i]]
# %% counted by hand, in a cell
composite = [False] * (limit + 1)
p = 2
while p * p <= limit:
    if not composite[p]:
        i = p * p
        while i <= limit:
            composite[i] = True
            i += p
    p += 1
# %% bounds that aren't sure are asked for
for i in range(first, last, gap):
    marks[i] = "x"
# %% arrays, and sums of divisors [function divisor_sums]
import numpy as np

def divisor_sums(n):
    sums = np.zeros(max(n, 0) + 1, dtype=int)
    for d in range(1, n + 1):
        for m in range(d, n + 1, d):
            sums[m] += d
    return sums
# %% lists of numbers [function divisor_counts]
def divisor_counts(n):
    counts = [0] * (n + 1)
    for d in range(1, n + 1):
        for m in range(d, n + 1, d):
            counts[m] += 1
    return counts
# %% an array of the user's
for i in range(10, 60):
    levels[i] = 1.5
# %% a program [program]
n = int(input())
flags = [1] * (n + 1)
for i in range(2, n + 1):
    if flags[i]:
        for j in range(2 * i, n + 1, i):
            flags[j] = 0
print(sum(flags))
