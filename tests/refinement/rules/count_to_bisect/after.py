words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]
holes = [1.5, float("nan"), 0.5]

CALLS = [([3, 1, 2, 2], [0, 2, 9]), ([], [1])]
# %% ranks
from bisect import bisect_left
data_sorted = sorted(data)
ranks = [bisect_left(data_sorted, x) for x in data]
# %% how many are greater
from bisect import bisect_right
above = []
data_sorted = sorted(data)
for x in range(10):
    above.append((len(data_sorted) - bisect_right(data_sorted, x)))  # of all
# %% the other way round
from bisect import bisect_left
from bisect import bisect_right
n = {}
data_sorted = sorted(data)
for i in range(10):
    n[i] = (len(data_sorted) - bisect_left(data_sorted, i)), bisect_right(data_sorted, i + 1)
# %% in a function [function ranks]
from bisect import bisect_left

def ranks(items, limits):
    items_sorted = sorted(items)
    return [(len(items_sorted) - bisect_left(items_sorted, limit)) for limit in limits]
# %% words
from bisect import bisect_left
words_sorted = sorted(words)
before = [bisect_left(words_sorted, w) for w in words]
# %% a loop that ranks [function ranked]
from bisect import bisect_right

def ranked(scores, limits):
    found = []
    scores_sorted = sorted(scores)
    for s in scores:
        rank = 1
        rank += len(scores_sorted) - bisect_right(scores_sorted, s)
        found.append(rank)
    below = 0
    scores_sorted = sorted(scores)
    for i in range(len(limits)):
        if scores_sorted:
            below += bisect_right(scores_sorted, limits[i])
    return found, below
# %% floats
from bisect import bisect_left
floats_sorted = sorted(floats) if all(y == y for y in floats) else None
ranks = [(bisect_left(floats_sorted, x) if floats_sorted is not None else sum(1 for y in floats if y < x)) for x in floats]
# %% up to a float, where one may be NaN
from bisect import bisect_right
floats_sorted = sorted(floats) if all(y == y for y in floats) else None
most = [(bisect_right(floats_sorted, x + 0.5) if floats_sorted is not None and x + 0.5 == x + 0.5 else len([y for y in floats if y <= x + 0.5])) for x in holes]
# %% a NaN among them
from bisect import bisect_left
holes_sorted = sorted(holes) if all(y == y for y in holes) else None
fewer = [((len(holes_sorted) - bisect_left(holes_sorted, x)) if holes_sorted is not None and x == x else sum(1 for y in holes if y >= x)) for x in floats]
# %% a sorted list, up to the first that fails [function placed]
from bisect import bisect_right
from bisect import bisect_left

def placed(scores, limits):
    found = []
    scores_sorted = sorted(set(scores))
    for limit in limits:
        rank = 1
        rank += len(scores_sorted) - bisect_right(scores_sorted, limit)
        found.append(rank)
    ordered = sorted(scores)
    below = 0
    ordered_sorted = sorted(ordered)
    for limit in limits:
        below += bisect_left(ordered_sorted, limit)
    return found, below
