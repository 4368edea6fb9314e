STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "3\n1 2\n", "2\n1 2 0\n", "6\n1 2 2 3 1 4\n", "0\n\n", "1\n\n"]
CALLS = [([5, 3, 9, 1, 5],), ([],), ([2],), ([7, -7, 7, 0, 7],)]
# %% the longest increasing subsequence [program]
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
for i in range(n):
    for j in range(i):
        if a[j] < a[i] and dp[j] + 1 > dp[i]:
            dp[i] = dp[j] + 1
print(dp)
# %% not decreasing, in a function [function longest]
def longest(heights):
    size = [1 for _ in heights]
    best = 0
    for i in range(len(heights)):
        for j in range(0, i):
            if heights[i] >= heights[j]:
                size[i] = max(size[i], size[j] + 1)
        best = max(best, size[i])
    return best
# %% falling [program]
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
for i in range(n):
    for j in range(i):
        if a[j] > a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
print(dp)
# %% from the second place on [function longest]
def longest(seq):
    n = len(seq)
    best = [1] * n
    for i in range(1, n):
        for j in range(i):
            if seq[j] < seq[i] and best[j] + 1 > best[i]:
                best[i] = best[j] + 1
    return best
# %% not rising, from the second place on [function slide]
def slide(seq):
    best = [1] * len(seq)
    for i in range(1, len(seq)):
        for j in range(i):
            if seq[i] <= seq[j]:
                best[i] = max(best[i], best[j] + 1)
    return best
