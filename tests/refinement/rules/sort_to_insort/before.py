CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 1] * 20,)]
values = [3, 1, 2, 1]
STDIN = ["4\nc\na\nb\na\n", "0\n"]
# %% medians so far [function medians]
def medians(stream):
    seen = []
    found = []
    for value in stream:
        seen.append(value)
        seen.sort()
        found.append(seen[len(seen) // 2])
    return found
# %% pairs, and the least leaves [function spread]
def spread(stream):
    kept = sorted(stream[:2])
    total = 0
    for i in range(len(stream)):
        # both ends
        kept.append(stream[i])
        kept.append(i % 3)
        kept.sort()
        if len(kept) > 5:
            total += kept.pop(0)
            del kept[-1]
    return total, kept
# %% words in order [program]
n = int(input())
names = []
for _ in range(n):
    names.append(input().strip())
    names.sort()
    print(names[0], names[-1])
# %% in a cell that makes the list
kept = []
middle = []
for value in values:
    kept.append(value)
    kept.sort()
    middle.append(kept[len(kept) // 2])
