CALLS = [([5, 3, 9, -1, 5, 7, 0, 5],), ([],), ([1],), ([2, 2, 2],), (list(range(9, 0, -1)),)]
STDIN = ["6\nadd 4\nadd 7\nless 5\nmore 4\nadd 4\nless 4\n", "1\nmore 3\n"]
# %% a loop, and how often [function ranks]
from bisect import insort
from bisect import bisect_right
from collections import Counter

def ranks(scores):
    seen = []
    found = []
    seen_sorted = []
    seen_counts = Counter()
    for score in scores:
        rank = 1
        rank += len(seen_sorted) - bisect_right(seen_sorted, score)
        found.append((rank, seen_counts[score], len(seen)))
        seen.append(score)
        insort(seen_sorted, score)
        seen_counts[score] += 1
    return found
# %% expressions, from some at first [function below]
from bisect import insort
from bisect import bisect_right
from bisect import bisect_left
from collections import Counter

def below(scores):
    seen = [3, 1]
    total = 0
    seen_sorted = sorted(seen)
    seen_counts = Counter(seen)
    for score in scores:
        total += bisect_right(seen_sorted, score)
        total -= (len(seen_sorted) - bisect_left(seen_sorted, score)) * 2
        total += 3 * seen_counts[score]
        seen.append(score * 2)
        insort(seen_sorted, seen[-1])
        seen_counts[seen[-1]] += 1
    return total, seen
# %% by orders from a file [program]
from bisect import insort
from bisect import bisect_left
nums = []
nums_sorted = []
for _ in range(int(input())):
    op, v = input().split()
    v = int(v)
    if op == "add":
        nums.append(v)
        insort(nums_sorted, v)
    elif op == "less":
        print(bisect_left(nums_sorted, v))
    else:
        print((len(nums_sorted) - bisect_left(nums_sorted, v)))
