CALLS = [([1, 5, 2, 5], 5), ([3, 4], 4)]
# %% the last place [function last]
def last(items, wanted):
    found = False
    for i in range(len(items)):
        if items[i] == wanted:
            found = True
    return found, i
# %% the test may fail [function smaller]
def smaller(items, wanted):
    found = False
    for x in items:
        if 10 // (x - 3) == wanted:
            found = True
    return found
# %% an iterator that others go on with [function rest]
def rest(items, wanted):
    found, left = False, iter(items)
    for x in left:
        if x == wanted:
            found = True
    return found, list(left)
# %% the flag is asked [function first]
def first(items, wanted):
    found = False
    for x in items:
        if x == wanted and not found:
            found = True
    return found
# %% no constant [function value]
def value(items, wanted):
    found = None
    for x in items:
        if x == wanted:
            found = x + 1
    return found
# %% else [function otherwise]
def otherwise(items, wanted):
    found = False
    for x in items:
        if x == wanted:
            found = True
    else:
        wanted = 0
    return found, wanted
# %% an index beyond the end [function beyond]
def beyond(items, wanted):
    found = False
    for i in range(len(items) + 1):
        if items[i] == wanted:
            found = True
    return found
