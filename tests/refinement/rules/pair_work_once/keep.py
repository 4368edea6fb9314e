import itertools
import math
import random

import numpy as np

texts = ["a red fox", "the blue sea", "green hills and the sea", "a fox at sea"]
words = ["listen", "silent", "tea", "eat"]
vectors = [[1.0, 2.0, 2.5], [0.5, 1.5, 4.0], [3.0, 0.25, 1.0]]
floats = {0.5, 2.0, 3.5}
seen = []
limits = {"low": 1}
stream = iter([[1, 2], [3, 4]])
CALLS = [(vectors,), ([[1.0], [2.0]],)]
# %% one loop
n = 0
for i in range(len(texts)):
    n += len(set(texts[i].split()))
# %% the outer item alone, in the outer loop
n = 0
for i in range(len(texts)):
    a = set(texts[i].split())
    for j in range(len(texts)):
        n += len(a) + j
# %% the collection grows
n = 0
for i in range(len(texts)):
    for j in range(i):
        n += len(set(texts[i].split()) & set(texts[j].split()))
    texts.append(texts[i] + " x")
# %% an item changes
n = 0
for u in vectors:
    for v in vectors:
        n += sum(x * x for x in v)
        v[0] += 1
# %% an item changes by another name
n = 0
for i in range(len(vectors)):
    for j in range(len(vectors)):
        row = vectors[j]
        n += sum(x * x for x in vectors[j])
        row[0] += 1
# %% the result is changed
n = 0
for i in range(len(texts)):
    for j in range(len(texts)):
        a = texts[i].split()
        b = texts[j].split()
        a += b
        b.remove("a" if "a" in b else "the" if "the" in b else "sea")
        n += len(a) + len(b)
# %% the result is kept
out = []
for i in range(len(texts)):
    for j in range(len(texts)):
        out.append((texts[i].split(), texts[j].split()))
# %% the result gets another name
out = []
for i in range(len(texts)):
    for j in range(len(texts)):
        a = texts[j].split()
        longest = a
        longest.append("x")
        out.append(len(longest) + i)
# %% whether it is the same object
n = 0
for i in range(len(texts)):
    for j in range(len(texts)):
        n += texts[i].split() is texts[j].split()
# %% it prints
def noisy(text):
    print(text)
    return sum(len(word) for word in text.split())


n = 0
for a in texts:
    for b in texts:
        n += noisy(a) - noisy(b)
# %% random numbers
def drawn(text):
    return random.random() * sum(len(word) for word in text.split())


random.seed(1)
n = 0
for a in texts:
    for b in texts:
        n += drawn(a) - drawn(b)
# %% it reads what the loop changes
def above(text):
    return sum(len(word) > limits["low"] for word in text.split())


n = 0
for a in texts:
    for b in texts:
        n += above(a) - above(b)
        limits["low"] += 1
# %% it notes what it was asked
def noted(text):
    seen.append(text)
    return sum(len(word) for word in text.split())


n = 0
for a in texts:
    for b in texts:
        n += noted(a) - noted(b)
# %% both items
n = 0
for u in vectors:
    for v in vectors:
        n += sum(x * y for x, y in zip(u, v))
# %% short work
n = 0
for a in texts:
    for b in texts:
        n += len(a) < len(b) and a.lower() == b.lower()
# %% the index is bound again
n = 0
for i in range(len(vectors)):
    for j in range(len(vectors)):
        j = (i + j) % len(vectors)
        n += sum(x * x for x in vectors[j])
# %% numbers that are equal and not alike
n = 0
for x in floats:
    for y in floats:
        n += sum(math.sqrt(x + k) for k in range(3)) - sum(math.sqrt(y + k) for k in range(3))
# %% used up
n = 0
for u in stream:
    for v in vectors:
        n += sum(next(stream, [0])) + len(v)
# %% a generator that is used later
later = (len(set(a.split()) & set(b.split())) for a in texts for b in texts)
texts = ["x y"]
out = list(later)
# %% it gives rows while the texts may change [function squares]
def pairs(rows):
    for u in rows:
        for v in rows:
            yield sum(x * x for x in u) - sum(x * x for x in v)


def squares(rows):
    out = []
    for value in pairs(rows):
        out.append(value)
        rows[0][0] += 1
    return out
# %% the inner items are new each time
n = 0
for text in texts:
    for word in text.split():
        n += len(sorted(word))
# %% the body of a class
class Totals:
    n = 0
    for u in vectors:
        for v in vectors:
            n += sum(x * x for x in u) - sum(x * x for x in v)


answer = Totals.n
del Totals
# %% a function that keeps its list
def parts(v, found=[]):
    found.append(sum(x * x for x in v))
    return len(found)


n = 0
for u in vectors:
    for v in vectors:
        n += parts(u) - parts(v)
# %% sets of the words under one name each, and changed by a call
def shorten(group):
    group.pop()
    return len(group)


n = 0
for i in range(len(texts)):
    for j in range(len(texts)):
        b = texts[j].split()
        n += shorten(b) + i
# %% the key is bound again
n = 0
for i, u in enumerate(vectors):
    for j, v in enumerate(vectors):
        j += 1
        n += sum(x * x for x in v) * j
# %% one cache for all of them serves better
def divisors(n):
    return sum(n % k == 0 for k in range(1, n + 1))


found = []
for n in range(2, 12):
    for k in range(1, n):
        found.append(divisors(k) + divisors(n - k))
# %% the collection is replaced meanwhile
n = 0
for i in range(2):
    for j in range(len(texts)):
        n += len(set(texts[j].split()))
        texts = texts + ["z y"]
# %% it may stand for several things
n = 0
for i in range(len(vectors)):
    for j in range(len(vectors)):
        row = vectors[j]
        if i > j:
            row = vectors[i]
        n += sum(x * x for x in row)
