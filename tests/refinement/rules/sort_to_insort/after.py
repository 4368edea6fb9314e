CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 1] * 20,)]
values = [3, 1, 2, 1]
STDIN = ["4\nc\na\nb\na\n", "0\n"]
# %% medians so far [function medians]
from bisect import insort

def medians(stream):
    seen = []
    found = []
    for value in stream:
        insort(seen, value)
        found.append(seen[len(seen) // 2])
    return found
# %% pairs, and the least leaves [function spread]
from bisect import insort

def spread(stream):
    kept = sorted(stream[:2])
    total = 0
    for i in range(len(stream)):
        # both ends
        insort(kept, stream[i])
        insort(kept, i % 3)
        if len(kept) > 5:
            total += kept.pop(0)
            del kept[-1]
    return total, kept
# %% words in order [program]
from bisect import insort
n = int(input())
names = []
for _ in range(n):
    insort(names, input().strip())
    print(names[0], names[-1])
# %% in a cell that makes the list
from bisect import insort
kept = []
middle = []
for value in values:
    insort(kept, value)
    middle.append(kept[len(kept) // 2])
