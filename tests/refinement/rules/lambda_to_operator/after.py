import heapq
from functools import reduce

pairs = [(i * 7 % 300, f"w{i * i % 37}", i % 3) for i in range(300)]
rows = [{"name": f"n{i * 31 % 300}", "it's": i % 7} for i in range(300)]
points = [complex(i * 11 % 300, i % 5) for i in range(300)]
numbers = list(range(1, 301))
few = [(1, "a"), (0, "b")]
CALLS = [(pairs,), (pairs[:4],)]
# %% items
from operator import itemgetter
ordered = sorted(pairs, key=itemgetter(1))
best = max(pairs, key=itemgetter(0))
last = min(pairs, key=itemgetter(2, -3))
# %% keys
from operator import itemgetter
rows.sort(key=itemgetter("name"), reverse=True)
first = min(rows, key=itemgetter("it's", 'name'))
# %% attributes
from operator import attrgetter
left = sorted(points, key=attrgetter("real"))
low = heapq.nsmallest(5, points, key=attrgetter("imag", "real"))
# %% combined
from operator import add
from operator import mul
total = reduce(add, numbers)
product = reduce(mul, numbers, 1)
# %% in a function [function report]
from operator import itemgetter

def report(items):
    kept = list(items)
    kept.sort(key=itemgetter(2, 1))
    return kept
# %% a table's values
counts = {}
for row in pairs:
    counts[row[1]] = counts.get(row[1], 0) + row[2]
best = max(counts, key=counts.__getitem__)
ordered = sorted(counts.keys(), key=counts.__getitem__, reverse=True)
places = list(range(len(numbers)))
places.sort(key=numbers.__getitem__)
# %% a function of Python's own
names = [row[1] for row in pairs]
longest = max(names, key=len)
