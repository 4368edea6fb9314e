import numpy as np
CALLS = [([5, 3, 9, -1, 5], np.array([1, 2])), ([], np.array([3]))]
values = [1, 2]
# %% texts [function text]
def text(items, array):
    s = ""
    for x in [str(i) for i in items]:
        s += x
    return s
# %% numpy's numbers [function numbers]
def numbers(items, array):
    s = 0
    for x in array:
        s += x
    return s
# %% what is added depends on more [function more]
def more(items, array):
    s = 0
    for x in items:
        s += x * x
    return s
# %% the variable is used afterwards [function last]
def last(items, array):
    s, x = 0, 0
    for x in items:
        s += x
    return s, x
# %% a product of floats [function product]
def product(items, array):
    p = 1.0
    for x in items:
        p *= x / 2
    return p
# %% another list's elements [function other]
def other(items, array):
    s = 0
    twice = items + items
    for i in range(len(items)):
        s += twice[i]
    return s
# %% sum is something else [function own]
def own(items, array):
    sum = 0
    for x in items:
        sum += x
    return sum
# %% lists in lists [function flat]
def flat(items, array):
    out = []
    for part in [[i] for i in items]:
        out += part
    return out
# %% read in a loop of the same variable around it [function inner]
def inner(items, array):
    s, seen = 0, []
    for x in range(3):
        for x in items:
            s += x
        seen.append(x)
    return s, seen
# %% floats, which later versions add otherwise [function halves]
def halves(items, array):
    s = 0
    for x in [i / 2 for i in items]:
        s += x
    return s
# %% numbers that are written there [function two]
def two(items, array):
    s = 0
    for x in 1, len(items):
        s += x
    return s
# %% in a cell, where the loop's variable stays
total = 0
for v in values:
    total += v
