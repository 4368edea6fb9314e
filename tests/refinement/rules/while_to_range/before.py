CALLS = [(7,), (1,), (0,), (-3,), (91,), (97,), (36,)]
STDIN = ["5\n3 8 1 1 4\n", "0\n\n", "2\n2 2\n"]
data = [5, 3, 9, 1, 5, 4, 7, 2, 8]
# %% the variable outlives a cell
total = 0
i = 0
while i < len(data):
    total += data[i]  # each
    i += 1
# %% in a function, only counting [function total]
def total(n):
    found = 0
    i = 1
    while i <= n:
        found += i * i
        i = i + 1
    return found
# %% trial division [function is_prime]
def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True
# %% downwards, and used afterwards [function last]
def last(n):
    at = len(data) - 1
    while at >= 0:
        if data[at] == n:
            break
        at -= 1
    return at
# %% a second condition, and a turn cut short [program]
count = int(input())
numbers = [int(word) for word in input().split()]
i = 0
odd = 0
done = False
while i < count and not done and numbers[i] < 9:
    if numbers[i] % 2 == 0:
        i += 1
        continue
    odd += 1
    if odd == 2:
        done = True
    i += 1
print(odd, i)
# %% one in the other [program]
n = int(input())
i = 0
while i < n:
    j = i
    while j < n:
        print(i, j)
        j += 2
    i += 1
