counts = [5, 3, 9, -1, 5, 7, 0, 2]
window = 3
CALLS = [([4, 5, 6, 1], 2), ([], 1), ([1, 2], 5), ([1, 2, 3], -1), ([7, -2, 5], 0)]
# %% a window [function rolling]
def rolling(counts, window):
    sums = []
    for i in range(len(counts) - window + 1):
        sums.append(sum(counts[i:i + window]))
    return sums
# %% in a comprehension
means = [sum(counts[i : i + window]) / window for i in range(len(counts) - window + 1)]
# %% both sides of a place
found = -1
for i in range(len(counts)):
    if sum(counts[:i]) == sum(counts[i + 1:]):
        found = i
        break
# %% all pairs of ends
best = counts[0]
for i in range(len(counts)):
    for r in range(i + 1, len(counts) + 1):
        if sum(counts[i:r]) > best:
            best = sum(counts[i:r])
# %% a part that has a name [function means]
def means(counts, window):
    found = []
    for i in range(len(counts) - window + 1):
        chunk = counts[i:i + window]
        found.append(sum(chunk) / len(chunk) if chunk else 0)
    return found
# %% a name for this alone [function parts]
def parts(counts, window):
    found = []
    for i in range(0, len(counts), 2):
        part = counts[i:]
        total = sum(part)
        found.append(total)
    return found
# %% parts of rows [function boxes]
def boxes(counts, window):
    table = [[(i * j) % 7 - 2 for j in range(len(counts) + 2)] for i in range(5)]
    found = []
    for first in range(4):
        for last in range(first, 6):
            total = 0
            for i in range(5):
                total += sum(table[i][first:last + 1])
            found.append(total)
    return found
