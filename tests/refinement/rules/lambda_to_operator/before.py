import heapq
from functools import reduce

pairs = [(i * 7 % 300, f"w{i * i % 37}", i % 3) for i in range(300)]
rows = [{"name": f"n{i * 31 % 300}", "it's": i % 7} for i in range(300)]
points = [complex(i * 11 % 300, i % 5) for i in range(300)]
numbers = list(range(1, 301))
few = [(1, "a"), (0, "b")]
CALLS = [(pairs,), (pairs[:4],)]
# %% items
ordered = sorted(pairs, key=lambda t: t[1])
best = max(pairs, key=lambda row: row[0])
last = min(pairs, key=lambda t: (t[2], t[-3]))
# %% keys
rows.sort(key=lambda r: r["name"], reverse=True)
first = min(rows, key=lambda r: (r["it's"], r['name']))
# %% attributes
left = sorted(points, key=lambda p: p.real)
low = heapq.nsmallest(5, points, key=lambda p: (p.imag, p.real))
# %% combined
total = reduce(lambda a, b: a + b, numbers)
product = reduce(lambda acc, n: acc * n, numbers, 1)
# %% in a function [function report]
def report(items):
    kept = list(items)
    kept.sort(key=lambda t: (t[2], t[1]))
    return kept
# %% a table's values
counts = {}
for row in pairs:
    counts[row[1]] = counts.get(row[1], 0) + row[2]
best = max(counts, key=lambda w: counts[w])
ordered = sorted(counts.keys(), key=lambda w: counts[w], reverse=True)
places = list(range(len(numbers)))
places.sort(key=lambda i: numbers[i])
# %% a function of Python's own
names = [row[1] for row in pairs]
longest = max(names, key=lambda w: len(w))
