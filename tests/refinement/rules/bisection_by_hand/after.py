CALLS = [([1, 3, 3, 5, 9], [0, 1, 3, 4, 9, 10]), ([], [1]), ([5, 1, 4, 2], [3, 9, 0])]
STDIN = ["a c c f\nc d\n", "\nx\n"]
# %% the first that isn't below [function places]
from bisect import bisect_left

def lower(items, x):
    """Where x belongs."""
    lo = 0
    hi = len(items)
    lo = bisect_left(items, x)
    return lo

def places(items, wanted):
    return [lower(items, x) for x in wanted]
# %% the first above, tested the other way, and both ends used [function above]
from bisect import bisect_right

def above(items, wanted):
    found = []
    for j in range(len(wanted)):
        left, right = 0, len(items)
        left = right = bisect_right(items, wanted[j])
        found.append((left, right))
    return found
# %% from some place on [function later]
from bisect import bisect_left

def later(items, wanted):
    lo, total = 0, 0
    for x in wanted:
        hi = len(items)
        if 0 <= lo <= hi <= len(items):
            lo = bisect_left(items, x, lo, hi)
        else:
            while lo < hi:
                # the middle
                mid = (lo + hi) // 2
                if items[mid] >= x:
                    hi = mid
                else:
                    lo = mid + 1
        total += lo
    return total
# %% floats, by the same question [function halves]
from bisect import bisect_left

def halves(items, wanted):
    items = [i / 2 for i in items]
    x = wanted[0] / 3
    lo, hi = 0, len(items)
    lo = bisect_left(items, x)
    return lo
# %% words [program]
from bisect import bisect_right
words = input().split()
for w in input().split():
    a = 0
    b = len(words)
    a = bisect_right(words, w)
    print(w, a)
