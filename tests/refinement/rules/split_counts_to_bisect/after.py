CALLS = [([5, 3, 9, -1, 5, 5, 0, 2], [5, 0, 100]), ([], [1]), ([4], []), ([2, 2, 2], [2])]
STDIN = ["4\n3 1 3 2\n", "1\n5\n"]
# %% ranks with ties [function ranks]
from bisect import bisect_left
from bisect import bisect_right

def ranks(scores, limits):
    found = []
    scores_sorted = sorted(scores)
    for s in limits:
        below = 0
        same = 0
        low, high = bisect_left(scores_sorted, s), bisect_right(scores_sorted, s)
        below += low
        same += high - low
        found.append(below + 0.5 * same)  # ties count half
    return found
# %% places, and all the rest [program]
from bisect import bisect_left
from bisect import bisect_right
n = int(input())
values = list(map(int, input().split()))
values_sorted = sorted(values)
for i in range(n):
    less, others = 0, 0
    if values_sorted:
        low, high = bisect_left(values_sorted, values[i]), bisect_right(values_sorted, values[i])
        less += low
        others += len(values_sorted) - low
    print(less, others)
# %% two questions, of a part [function shares]
from bisect import bisect_left
from bisect import bisect_right

def shares(scores, limits):
    pairs = [(limit, limit % 3) for limit in limits]
    found = []
    scores_sorted = sorted(scores)
    for k in range(len(pairs)):
        least, other = 0, 0
        if scores_sorted:
            low, high = bisect_left(scores_sorted, pairs[k][0]), bisect_right(scores_sorted, pairs[k][0])
            least += len(scores_sorted) - low
            other += len(scores_sorted) - high + low
        found.append((least, other))
    return found
