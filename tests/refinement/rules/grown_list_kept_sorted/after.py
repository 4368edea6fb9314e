import statistics

import numpy as np

whole = [5, 3, 9, 3, 7, 1, 1, 8]
floats = [2.5, -1.0, 0.0, -0.0, 4.0, float("nan"), 3.0, 1.5]
CALLS = [([5, 3, 9, 1, 5, 7, 0, 2] * 3,), ([],), ([1.5, float("nan"), 0.5],), ([2, 2, 1.0],)]
# %% the middle of all so far
from bisect import insort
history = []
middles = []
history_sorted = []
for x in whole:
    history.append(x)
    insort(history_sorted, x)
    w = history_sorted
    middles.append(w[len(w) // 2])
# %% floats, among which may be a NaN
from bisect import insort
history = [1.0]
tops = []
history_sorted = sorted(history)
history_in_order = all(x == x for x in history)
for x in floats:
    history.append(x)
    insort(history_sorted, x)
    history_in_order = history_in_order and x == x
    tops.append((history_sorted if history_in_order else sorted(history))[len(history) // 2])
# %% by the library's median
from bisect import insort
seen = []
found = []
seen_sorted = []
for x in whole:
    seen.append(x)
    insort(seen_sorted, x)
    found.append(statistics.median(seen_sorted))
# %% by numpy's median
from bisect import insort
seen = []
found = []
seen_sorted = []
seen_in_order = True
for x in floats:
    seen.append(x)
    insort(seen_sorted, x)
    seen_in_order = seen_in_order and x == x
    found.append(np.mean(seen_sorted[(len(seen_sorted) - 1) // 2 : len(seen_sorted) // 2 + 1]) if seen_in_order else np.median(seen))
# %% greatest first
from bisect import insort
board = []
ranks = []
board_sorted = []
for x in whole:
    board.append(x)
    insort(board_sorted, x)
    w = board_sorted[::-1]
    ranks.append(w.index(x) + 1)
# %% a copy that is sorted, and kept [function copies]
from bisect import insort

def copies(numbers):
    kept = []
    all_of_them = []
    kept_sorted = []
    kept_in_order = True
    for n in numbers:
        kept.append(n)
        insort(kept_sorted, n)
        kept_in_order = kept_in_order and n == n
        ordered = kept_sorted[:] if kept_in_order else sorted(kept)
        all_of_them.append(ordered)
    return all_of_them
# %% only from some round on [function trimmed]
from bisect import insort

def trimmed(numbers):
    kept = []
    found = []
    kept_sorted = []
    kept_in_order = True
    for n in numbers:
        kept.append(n)
        insort(kept_sorted, n)
        kept_in_order = kept_in_order and n == n
        if len(kept) < 5:
            continue
        ordered = kept_sorted if kept_in_order else sorted(kept)
        found.append(ordered[-2] - ordered[1])
    return found
# %% taken before it grows
from bisect import insort
history = []
history_sorted = []
for x in whole:
    w = history_sorted[:]
    history.append(x)
    insort(history_sorted, x)
