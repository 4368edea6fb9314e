CALLS = [([4, 1, 3, 5, 2, 9], 3), ([], 0), ([7], 1), ([2, 2], 2)]
STDIN = ["5 2\n3 1 4 1 5\n", "4 4\n2 2 2 1\n", "3 5\n1 2 3\n", "6 2\n1 2 3\n", "0 1\n\n", "2 0\n1 1\n", ""]
# %% pairs [function pairs]
def pairs(given, k):
    a = list(given)
    n = len(given)
    found = 0
    for i in range(n):
        if 0 <= i + 1 <= n <= len(a):
            a_part = a[i + 1:n]
        else:
            a_part = map(a.__getitem__, range(i + 1, n))
        for a_j in a_part:
            if a_j + a[i] == 7:
                found += 1
    return found
# %% windows [program]
n, k = map(int, input().split())
heights = [int(x) for x in input().split()]
best = -1
for i in range(n - k + 1):
    high = low = heights[i]
    if 0 <= i <= i + k <= len(heights):
        heights_part = heights[i:i + k]
    else:
        heights_part = map(heights.__getitem__, range(i, i + k))
    for heights_j in heights_part:
        if heights_j > high:
            high = heights_j
        if heights_j < low:
            low = heights_j
    if high - low > best:
        best = high - low
print(best)
# %% two lists side by side [program]
n = int(input().split()[0])
costs = list(map(int, input().split()))
others = sorted(costs)
total = 0
if 0 <= n <= len(costs) and n <= len(others):
    costs_part = zip(costs[:n], others[:n])
else:
    costs_part = zip(map(costs.__getitem__, range(n)), map(others.__getitem__, range(n)))
for costs_i, others_i in costs_part:
    total += abs(costs_i - others_i)
print(total)
# %% a list that is surely long enough [program]
n = int(input().split()[0])
text = input()
seen = [0] * n
for letter in text.split():
    if int(letter) < n:
        seen[int(letter)] += 1
total = 0
for seen_i in seen[1:n]:
    total += seen_i * seen_i
print(total)
# %% the length of one of them [program]
n = int(input().split()[0])
a = list(map(int, input().split()))
b = a[:n]
total = 0
if len(a) <= len(b):
    a_part = zip(a, b[:len(a)])
else:
    a_part = zip(map(a.__getitem__, range(len(a))), map(b.__getitem__, range(len(a))))
for a_i, b_i in a_part:
    total += abs(a_i - b_i)
print(total)
