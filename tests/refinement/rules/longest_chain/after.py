STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "3\n1 2\n", "2\n1 2 0\n", "6\n1 2 2 3 1 4\n", "0\n\n", "1\n\n"]
CALLS = [([5, 3, 9, 1, 5],), ([],), ([2],), ([7, -7, 7, 0, 7],)]
# %% the longest increasing subsequence [program]
from bisect import bisect_left
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
a_ends = []
for i in range(n):
    if i < len(a) and i < len(dp):
        a_length = bisect_left(a_ends, a[i])
        a_ends[a_length:a_length + 1] = [a[i]]
        dp[i] = a_length + 1
    else:
        for j in range(i):
            if a[j] < a[i] and dp[j] + 1 > dp[i]:
                dp[i] = dp[j] + 1
print(dp)
# %% not decreasing, in a function [function longest]
from bisect import bisect_right

def longest(heights):
    size = [1 for _ in heights]
    best = 0
    heights_ends = []
    for i in range(len(heights)):
        if i < len(heights) and i < len(size):
            heights_length = bisect_right(heights_ends, heights[i])
            heights_ends[heights_length:heights_length + 1] = [heights[i]]
            size[i] = heights_length + 1
        else:
            for j in range(0, i):
                if heights[i] >= heights[j]:
                    size[i] = max(size[i], size[j] + 1)
        best = max(best, size[i])
    return best
# %% falling [program]
from bisect import bisect_left
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
a_ends = []
for i in range(n):
    if i < len(a) and i < len(dp):
        a_length = bisect_left(a_ends, -a[i])
        a_ends[a_length:a_length + 1] = [-a[i]]
        dp[i] = a_length + 1
    else:
        for j in range(i):
            if a[j] > a[i]:
                dp[i] = max(dp[i], dp[j] + 1)
print(dp)
# %% from the second place on [function longest]
from bisect import bisect_left

def longest(seq):
    n = len(seq)
    best = [1] * n
    seq_ends = seq[:1]
    for i in range(1, n):
        seq_length = bisect_left(seq_ends, seq[i])
        seq_ends[seq_length:seq_length + 1] = [seq[i]]
        best[i] = seq_length + 1
    return best
# %% not rising, from the second place on [function slide]
from bisect import bisect_right

def slide(seq):
    best = [1] * len(seq)
    seq_ends = [-x for x in seq[:1]]
    for i in range(1, len(seq)):
        seq_length = bisect_right(seq_ends, -seq[i])
        seq_ends[seq_length:seq_length + 1] = [-seq[i]]
        best[i] = seq_length + 1
    return best
