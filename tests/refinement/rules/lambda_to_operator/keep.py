import heapq
from functools import reduce

pairs = [(i * 7 % 300, f"w{i * i % 37}", i % 3) for i in range(300)]
rows = [{"name": f"n{i * 31 % 300}", "it's": i % 7} for i in range(300)]
points = [complex(i * 11 % 300, i % 5) for i in range(300)]
numbers = list(range(1, 301))
few = [(1, "a"), (0, "b")]
CALLS = [(pairs,), (pairs[:4],)]
# %% few elements
ordered = sorted(few, key=lambda t: t[1])
# %% something is worked out
ordered = sorted(pairs, key=lambda t: -t[0])
# %% a slice
ordered = sorted(pairs, key=lambda t: t[1:])
# %% the place is a variable
k = 1
ordered = sorted(pairs, key=lambda t: t[k])
# %% one part in a tuple
ordered = sorted(pairs, key=lambda t: (t[1],))
# %% a method is called
ordered = sorted(pairs, key=lambda t: t[1].lower())
# %% the other order
total = reduce(lambda a, b: b + a, numbers)
# %% another use
get = lambda t: t[1]
found = list(map(lambda t: t[1], pairs))
# %% a name that a class changes
class Box:
    def __init__(self, size):
        self.__size = size

    def ordered(self, boxes):
        return sorted(boxes, key=lambda b: b.__size)
# %% sorted is something else
def sorted(items, key):
    return key


ordered = sorted(pairs, key=lambda t: t[1])(few[0])
# %% a default
ordered = sorted(pairs, key=lambda t, k=1: t[k])
# %% pandas has its own key
import pandas as pd

ordered = pd.Series([2, 1]).sort_values(key=lambda s: s.values)
# %% a table that isn't known, and places in the element
def least(table, items):
    return min(items, key=lambda i: table[i]), min(items, key=lambda t: t[t[0]])
# %% a function of the source's, which may be another one later
def size(t):
    return t[0]


ordered = sorted(pairs, key=lambda t: size(t))
