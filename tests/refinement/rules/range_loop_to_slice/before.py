STDIN = ["4 3\n5 3 9 1\n1 3\n2 4\n4 1\n", "2 2\n-7 -7\n0 2\n1 3\n", "1 1\n4\n1 1\n", "0 1\n\n1 1\n"]
# %% the greatest of a part [program]
n, q = map(int, input().split())
heights = list(map(int, input().split()))
for _ in range(q):
    first, last = map(int, input().split())
    best = heights[first - 1]
    for i in range(first - 1, last):
        if heights[i] > best:
            best = heights[i]
    print(best)
# %% sums of windows in a function [program]
def solve(k):
    n, q = map(int, input().split())
    sales = [int(v) for v in input().split()]
    best = None
    for start in range(n - k + 1):
        total = 0
        for j in range(start, start + k):
            total = total + sales[j]
        if best is None or total > best:
            best = total
    print(best)


for k in (1, 2):
    solve(k)
    break
# %% rows of a grid [program]
n, q = map(int, input().split())
grid = [list(map(int, input().split())) for _ in range(q)]
for width in range(3):
    total = 0
    for r in range(q):
        for c in range(width):
            total += grid[r][c]
    print(total)
# %% the first least's place, and how many are like it [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    least = i
    for j in range(i, n):
        if a[j] < a[least]:
            least = j
    like = 0
    for j in range(n):
        if a[least] == a[j]:
            like += 1
    print(least, like)
# %% nothing to start with, and max [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for k in range(1, n + 1):
    low, top, at_most = None, 0, float("inf")
    for j in range(k):
        if low is None or a[j] < low:
            low = a[j]
    for j in range(0, len(a)):
        top = max(top, a[j])
    for j in range(k - 1, n):
        if at_most > a[j]:
            at_most = a[j]
    print(low, top, at_most)
# %% both ends of a window [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
widest = 0
for i in range(n - q + 1):
    hi = a[i]
    lo = a[i]
    for j in range(i, i + q):
        if a[j] > hi:
            hi = a[j]
        if a[j] < lo:
            lo = a[j]
    widest = max(widest, hi - lo)
print(widest)
# %% elements of a slice [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for left in range(n):
    best = -1
    for x in a[left:left + q]:
        if x > best:
            best = x
    least = a[0]
    for x in a:
        least = min(least, x)
    print(best, least)
