counts = [5, 3, 9, -1, 5, 7, 0, 2]
window = 3
CALLS = [([4, 5, 6, 1], 2), ([], 1), ([1, 2], 5), ([1, 2, 3], -1), ([7, -2, 5], 0)]
# %% a window [function rolling]
from itertools import accumulate

def rolling(counts, window):
    sums = []
    counts_totals = list(accumulate(counts, initial=0))
    for i in range(len(counts) - window + 1):
        sums.append((counts_totals[i + window] - counts_totals[i] if 0 <= i <= i + window < len(counts_totals) else sum(counts[i:i + window])))
    return sums
# %% in a comprehension
from itertools import accumulate
counts_totals = list(accumulate(counts, initial=0))
means = [(counts_totals[i + window] - counts_totals[i] if 0 <= i <= i + window < len(counts_totals) else sum(counts[i : i + window])) / window for i in range(len(counts) - window + 1)]
# %% both sides of a place
from itertools import accumulate
found = -1
counts_totals = list(accumulate(counts, initial=0))
for i in range(len(counts)):
    if (counts_totals[i] if 0 <= i < len(counts_totals) else sum(counts[:i])) == (counts_totals[-1] - counts_totals[i + 1] if 0 <= i + 1 < len(counts_totals) else sum(counts[i + 1:])):
        found = i
        break
# %% all pairs of ends
from itertools import accumulate
best = counts[0]
counts_totals = list(accumulate(counts, initial=0))
for i in range(len(counts)):
    for r in range(i + 1, len(counts) + 1):
        if (counts_totals[r] - counts_totals[i] if 0 <= i <= r < len(counts_totals) else sum(counts[i:r])) > best:
            best = (counts_totals[r] - counts_totals[i] if 0 <= i <= r < len(counts_totals) else sum(counts[i:r]))
# %% a part that has a name [function means]
from itertools import accumulate

def means(counts, window):
    found = []
    counts_totals = list(accumulate(counts, initial=0))
    for i in range(len(counts) - window + 1):
        chunk = counts[i:i + window]
        found.append((counts_totals[i + window] - counts_totals[i] if 0 <= i <= i + window < len(counts_totals) else sum(chunk)) / len(chunk) if chunk else 0)
    return found
# %% a name for this alone [function parts]
from itertools import accumulate

def parts(counts, window):
    found = []
    counts_totals = list(accumulate(counts, initial=0))
    for i in range(0, len(counts), 2):
        total = (counts_totals[-1] - counts_totals[i] if 0 <= i < len(counts_totals) else sum(counts[i:]))
        found.append(total)
    return found
# %% parts of rows [function boxes]
from itertools import accumulate

def boxes(counts, window):
    table = [[(i * j) % 7 - 2 for j in range(len(counts) + 2)] for i in range(5)]
    found = []
    table_totals = [list(accumulate(row, initial=0)) for row in table]
    for first in range(4):
        for last in range(first, 6):
            total = 0
            for i in range(5):
                total += (table_totals[i][last + 1] - table_totals[i][first] if 0 <= first <= last + 1 < len(table_totals[i]) else sum(table[i][first:last + 1]))
            found.append(total)
    return found
