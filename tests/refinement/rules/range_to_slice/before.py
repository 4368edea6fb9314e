CALLS = [([4, 1, 3, 5, 2, 9], 3), ([], 0), ([7], 1), ([2, 2], 2)]
STDIN = ["5 2\n3 1 4 1 5\n", "4 4\n2 2 2 1\n", "3 5\n1 2 3\n", "6 2\n1 2 3\n", "0 1\n\n", "2 0\n1 1\n", ""]
# %% pairs [function pairs]
def pairs(given, k):
    a = list(given)
    n = len(given)
    found = 0
    for i in range(n):
        for j in range(i + 1, n):
            if a[j] + a[i] == 7:
                found += 1
    return found
# %% windows [program]
n, k = map(int, input().split())
heights = [int(x) for x in input().split()]
best = -1
for i in range(n - k + 1):
    high = low = heights[i]
    for j in range(i, i + k):
        if heights[j] > high:
            high = heights[j]
        if heights[j] < low:
            low = heights[j]
    if high - low > best:
        best = high - low
print(best)
# %% two lists side by side [program]
n = int(input().split()[0])
costs = list(map(int, input().split()))
others = sorted(costs)
total = 0
for i in range(n):
    total += abs(costs[i] - others[i])
print(total)
# %% a list that is surely long enough [program]
n = int(input().split()[0])
text = input()
seen = [0] * n
for letter in text.split():
    if int(letter) < n:
        seen[int(letter)] += 1
total = 0
for i in range(1, n):
    total += seen[i] * seen[i]
print(total)
# %% the length of one of them [program]
n = int(input().split()[0])
a = list(map(int, input().split()))
b = a[:n]
total = 0
for i in range(len(a)):
    total += abs(a[i] - b[i])
print(total)
