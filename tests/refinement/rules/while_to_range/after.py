CALLS = [(7,), (1,), (0,), (-3,), (91,), (97,), (36,)]
STDIN = ["5\n3 8 1 1 4\n", "0\n\n", "2\n2 2\n"]
data = [5, 3, 9, 1, 5, 4, 7, 2, 8]
# %% the variable outlives a cell
total = 0
i = 0
for i in range(len(data)):
    total += data[i]  # each
else:
    i = max(i, len(data))
# %% in a function, only counting [function total]
def total(n):
    found = 0
    for i in range(1, n + 1):
        found += i * i
    return found
# %% trial division [function is_prime]
from math import isqrt

def is_prime(n):
    if n < 2:
        return False
    for i in range(2, isqrt(max(n, 0)) + 1):
        if n % i == 0:
            return False
    return True
# %% downwards, and used afterwards [function last]
def last(n):
    at = len(data) - 1
    for at in range(at, -1, -1):
        if data[at] == n:
            break
    else:
        at = min(at, -1)
    return at
# %% a second condition, and a turn cut short [program]
count = int(input())
numbers = [int(word) for word in input().split()]
i = 0
odd = 0
done = False
for i in range(count):
    if done:
        break
    if not (numbers[i] < 9):
        break
    if numbers[i] % 2 == 0:
        continue
    odd += 1
    if odd == 2:
        done = True
else:
    i = max(i, count)
print(odd, i)
# %% one in the other [program]
n = int(input())
for i in range(n):
    j = i
    for j in range(j, n, 2):
        print(i, j)
