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
            sieve[p * p:n + 1:p] = [False] * len(range(p * p, n + 1, p))
    return [i for i in range(2, n + 1) if sieve[i]]
# %% counted by hand, in a cell
composite = [False] * (limit + 1)
p = 2
while p * p <= limit:
    if not composite[p]:
        composite[p * p:limit + 1:p] = [True] * len(range(p * p, limit + 1, p))
    p += 1
# %% bounds that aren't sure are asked for
if first >= 0 and gap > 0 and len(marks) >= last >= 0:
    marks[first:last:gap] = ["x"] * len(range(first, last, gap))
else:
    for i in range(first, last, gap):
        marks[i] = "x"
# %% arrays, and sums of divisors [function divisor_sums]
import numpy as np

def divisor_sums(n):
    sums = np.zeros(max(n, 0) + 1, dtype=int)
    for d in range(1, n + 1):
        if len(sums) >= n + 1 >= 0:
            sums[d:n + 1:d] += d
        else:
            for m in range(d, n + 1, d):
                sums[m] += d
    return sums
# %% lists of numbers [function divisor_counts]
def divisor_counts(n):
    counts = [0] * (n + 1)
    for d in range(1, n + 1):
        counts[d:n + 1:d] = [x + 1 for x in counts[d:n + 1:d]]
    return counts
# %% an array of the user's
if len(levels) >= 60:
    levels[10:60] = 1.5
else:
    for i in range(10, 60):
        levels[i] = 1.5
# %% a program [program]
n = int(input())
flags = [1] * (n + 1)
for i in range(2, n + 1):
    if flags[i]:
        flags[2 * i:n + 1:i] = [0] * len(range(2 * i, n + 1, i))
print(sum(flags))
