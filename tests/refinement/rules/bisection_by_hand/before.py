CALLS = [([1, 3, 3, 5, 9], [0, 1, 3, 4, 9, 10]), ([], [1]), ([5, 1, 4, 2], [3, 9, 0])]
STDIN = ["a c c f\nc d\n", "\nx\n"]
# %% the first that isn't below [function places]
def lower(items, x):
    """Where x belongs."""
    lo = 0
    hi = len(items)
    while lo < hi:
        mid = (lo + hi) // 2
        if items[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo

def places(items, wanted):
    return [lower(items, x) for x in wanted]
# %% the first above, tested the other way, and both ends used [function above]
def above(items, wanted):
    found = []
    for j in range(len(wanted)):
        left, right = 0, len(items)
        while left < right:
            m = left + (right - left) // 2
            if wanted[j] < items[m]:
                right = m
            else:
                left = m + 1
        found.append((left, right))
    return found
# %% from some place on [function later]
def later(items, wanted):
    lo, total = 0, 0
    for x in wanted:
        hi = len(items)
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
def halves(items, wanted):
    items = [i / 2 for i in items]
    x = wanted[0] / 3
    lo, hi = 0, len(items)
    while lo < hi:
        mid = (lo + hi) // 2
        if items[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo
# %% words [program]
words = input().split()
for w in input().split():
    a = 0
    b = len(words)
    while a < b:
        c = (a + b) >> 1
        if words[c] <= w:
            a = c + 1
        else:
            b = c
    print(w, a)
