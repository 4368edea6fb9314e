import statistics

import numpy as np

whole = [5, 3, 9, 3, 7, 1, 1, 8]
floats = [2.5, -1.0, 0.0, -0.0, 4.0, float("nan"), 3.0, 1.5]
CALLS = [([5, 3, 9, 1, 5, 7, 0, 2] * 3,), ([],), ([1.5, float("nan"), 0.5],), ([2, 2, 1.0],)]
# %% the middle of all so far
history = []
middles = []
for x in whole:
    history.append(x)
    w = sorted(history)
    middles.append(w[len(w) // 2])
# %% floats, among which may be a NaN
history = [1.0]
tops = []
for x in floats:
    history.append(x)
    tops.append(sorted(history)[len(history) // 2])
# %% by the library's median
seen = []
found = []
for x in whole:
    seen.append(x)
    found.append(statistics.median(seen))
# %% by numpy's median
seen = []
found = []
for x in floats:
    seen.append(x)
    found.append(np.median(seen))
# %% greatest first
board = []
ranks = []
for x in whole:
    board.append(x)
    w = sorted(board, reverse=True)
    ranks.append(w.index(x) + 1)
# %% a copy that is sorted, and kept [function copies]
def copies(numbers):
    kept = []
    all_of_them = []
    for n in numbers:
        kept.append(n)
        ordered = kept[:]
        ordered.sort()
        all_of_them.append(ordered)
    return all_of_them
# %% only from some round on [function trimmed]
def trimmed(numbers):
    kept = []
    found = []
    for n in numbers:
        kept.append(n)
        if len(kept) < 5:
            continue
        ordered = sorted(kept)
        found.append(ordered[-2] - ordered[1])
    return found
# %% taken before it grows
history = []
for x in whole:
    w = sorted(history)
    history.append(x)
