STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "3\n1 2\n", "2\n1 2 0\n", "0\n\n", "2\n4 4\n"]
CALLS = [([5, 3, 9, 1, 5],), ([],), ([2],), ([7, -7, 7, 0],)]
# %% inversions [program]
from bisect import bisect_left
n = int(input())
p = list(map(int, input().split()))
inversions = 0
p_rest = sorted(p)
for i in range(n):
    if 0 <= i < n == len(p):
        while len(p_rest) >= n - i:
            del p_rest[bisect_left(p_rest, p[n - len(p_rest)])]
        inversions += bisect_left(p_rest, p[i])
    else:
        for j in range(i + 1, n):
            if p[i] > p[j]:
                inversions += 1
print(inversions)
# %% those before, for each [function ranks]
from bisect import insort
from bisect import bisect_left

def ranks(scores):
    found = []
    scores_before = []
    for i, score in enumerate(scores):
        if i % 3 == 1:
            continue
        better = 0
        same = 0
        if 0 <= i <= len(scores):
            while len(scores_before) < i:
                insort(scores_before, scores[len(scores_before)])
            better += len(scores_before) - bisect_left(scores_before, score)
        else:
            for j in range(i):
                if scores[j] >= score:
                    better = better + 1
        if 0 <= i <= len(scores):
            while len(scores_before) < i:
                insort(scores_before, scores[len(scores_before)])
            same += bisect_left(scores_before, score)
        else:
            for j in range(0, i):
                if score > scores[j]:
                    same += 1
        found.append((better, same))
    return found
# %% those behind, up to its double [program]
from bisect import bisect_left
from bisect import bisect_right
n = int(input())
p = [int(x) for x in input().split()]
total = 0
p_rest = sorted(p)
for i in range(len(p) - 1):
    half = p[i] // 2
    if 0 <= i < len(p) == len(p):
        while len(p_rest) >= len(p) - i:
            del p_rest[bisect_left(p_rest, p[len(p) - len(p_rest)])]
        total += bisect_right(p_rest, half)
    else:
        for j in range(i + 1, len(p)):
            if p[j] <= half:
                total += 1
    print(total)
