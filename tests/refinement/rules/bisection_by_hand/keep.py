CALLS = [([1, 3, 3, 5, 9], 3), ([], 1)]
values = [1, 2, 3]
# %% any of those that are equal [function place]
def place(items, x):
    lo, hi = 0, len(items) - 1
    while lo <= hi:
        mid = (lo + hi) // 2
        if items[mid] == x:
            return mid
        elif items[mid] < x:
            lo = mid + 1
        else:
            hi = mid - 1
    return -1
# %% another middle [function upper]
def upper(items, x):
    lo, hi = 0, len(items)
    while lo < hi:
        mid = (lo + hi + 1) // 2
        if items[mid - 1] < x:
            lo = mid
        else:
            hi = mid - 1
    return lo
# %% the middle is used afterwards [function middle]
def middle(items, x):
    lo, hi, mid = 0, len(items), 0
    while lo < hi:
        mid = (lo + hi) // 2
        if items[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo, mid
# %% floats may be NaN [function halves]
def halves(items, x):
    items = [i / 2 for i in items]
    lo, hi = 0, len(items)
    while lo < hi:
        mid = (lo + hi) // 2
        if items[mid] <= x:
            lo = mid + 1
        else:
            hi = mid
    return lo
# %% what is looked for moves [function moving]
def moving(items, x):
    lo, hi = 0, len(items)
    while lo < hi:
        mid = (lo + hi) // 2
        if items[mid] < x - lo:
            lo = mid + 1
        else:
            hi = mid
    return lo
# %% something is counted [function steps]
def steps(items, x):
    lo, hi, n = 0, len(items), 0
    while lo < hi:
        mid = (lo + hi) // 2
        n += 1
        if items[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return n
# %% in a cell, where the middle stays
lo, hi = 0, len(values)
while lo < hi:
    mid = (lo + hi) // 2
    if values[mid] < 2:
        lo = mid + 1
    else:
        hi = mid
