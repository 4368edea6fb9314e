import itertools
import math
from datetime import datetime

import numpy as np
import pandas as pd

texts = ["a red fox", "the blue sea", "green hills and the sea", "a fox at sea", "a red fox"]
queries = ["fox at the sea", "a sea"]
vectors = [[1.0, 2.0, 2.5], [0.5, 1.5, 4.0], [3.0, 0.25, 1.0], [1.0, 2.0, 2.5]]
docs = {"one": "a red fox", "two": "The blue sea", "three": "a fox at sea"}
profiles = {"ann": [1.0, 2.0], "bob": [0.5, 4.0], "eve": [2.0, 2.0]}
people = [("ann", [3, 1, 2]), ("bob", [4, 4]), ("eve", [2, 9, 1])]
records = [
    {"id": 1, "text": "A red fox", "tags": ["x", "y"]},
    {"id": 2, "text": "a fox at sea", "tags": ["y", "z", "y"]},
    {"id": 3, "text": "The sea", "tags": []},
]
dates = ["2024-01-05", "2024-01-07", "2023-12-30", "2024-01-05"]
words = ["listen", "silent", "tea", "eat", "ate", "tea"]
rows = np.arange(12, dtype=float).reshape(4, 3) + 1
df = pd.DataFrame({"name": ["ann lee", "lee ann", "bob"], "size": [1.5, 2.5, 3.5]})
CALLS = [(vectors, 2), ([], 2), ([[1.0, 0.0], [1.0, 1.0]], 1)]
# %% words of both, under a condition
from functools import cache
best = 0.0
pair = None
set_of = cache(lambda i: set(texts[i].split()))
for i in range(len(texts)):
    for j in range(len(texts)):
        if i != j:
            a = set_of(i)
            b = set_of(j)
            score = len(a & b) / len(a | b)
            if score > best:
                best = score
                pair = (i, j)
# %% two names for what may be one object
from functools import cache
common = 0
set_of = cache(lambda i: set(texts[i].split()))
set_of_2 = cache(lambda r: set(texts[r].split()))
for i in range(len(texts)):
    for r in range(len(texts)):
        a = set_of(i)
        b = set_of_2(r)
        common += len(a & b)
# %% a helper function, in an expression
from functools import cache

def norm(v):
    return math.sqrt(sum(x * x for x in v))


sims = []
norm_of = cache(lambda i: norm(vectors[i]))
for i in range(len(vectors)):
    for j in range(i + 1, len(vectors)):
        other = sum(x * y for x, y in zip(vectors[i], vectors[j]))
        sims.append(other / (norm_of(i) * norm_of(j)))
# %% sums of squares by the way
from functools import cache
near = {}
sum_of = cache(lambda i: sum(x * x for x in vectors[i]) ** 0.5)
for i, u in enumerate(vectors):
    for j, v in enumerate(vectors):
        if i >= j:
            continue
        top = sum(x * y for x, y in zip(u, v))
        left = sum_of(i)
        right = sum_of(j)
        near[i, j] = top / (left * right)
# %% elements that can't be keys
from functools import cache
total = 0.0
max_of = cache(lambda i: max(vectors[i]) - min(vectors[i]))
for u in vectors:
    for i, v in enumerate(vectors):
        if u[0] < v[0]:
            total += max_of(i) + sum(x * y for x, y in zip(u, v))
# %% a dict's texts
from functools import cache
similar = []
set_of = cache(lambda text: set(text.lower().split()))
for name, text in docs.items():
    for other, text2 in docs.items():
        if name == other:
            continue
        common = set_of(text) & set_of(text2)
        if len(common) > 1:
            similar.append((name, other))
# %% a dict's lists
from functools import cache
ratios = {}
sum_of = cache(lambda name: sum(x * x for x in profiles[name]))
for name, u in profiles.items():
    for other, v in profiles.items():
        ratios[name, other] = sum_of(name) / sum_of(other)
# %% the values of a dict
from functools import cache
gaps = []
items = list(profiles.values())
sum_of = cache(lambda i: sum(items[i]))
for i, u in enumerate(profiles.values()):
    for j, v in enumerate(profiles.values()):
        if u is not v:
            gaps.append(abs(sum_of(i) - sum_of(j)))
# %% combinations and a helper
from itertools import combinations
from functools import cache


def tokens(text):
    return {word.strip(".,").lower() for word in text.split()}


close = 0
tokens_of = cache(tokens)
for a, b in combinations(texts, 2):
    if len(tokens_of(a) & tokens_of(b)) > 1:
        close += 1
# %% combinations of lists
from functools import cache
flat = []
sum_of = cache(lambda i: sum(x * x for x in vectors[i]))
for (i, u), (j, v) in itertools.combinations(enumerate(vectors), 2):
    if u != v:
        flat.append(sum_of(i) < sum_of(j))
# %% combinations of numbers
from functools import cache
sorted_of = cache(lambda i: sorted(words[i]))
found = [(i, j) for i, j in itertools.combinations(range(len(words)), 2)
         if sorted_of(i) == sorted_of(j)]
# %% all of one with all of the other
from functools import cache
hits = []
set_of = cache(lambda q: set(q.split()))
for q, d in itertools.product(queries, texts):
    if q != d:
        hits.append(len(set_of(q) & set_of(d)))
# %% dates parsed for every pair
from functools import cache
near = 0
strptime_of = cache(lambda a: datetime.strptime(a, "%Y-%m-%d"))
for a in dates:
    for b in dates:
        if a != b:
            days = strptime_of(a) - strptime_of(b)
            if abs(days.days) <= 3:
                near += 1
# %% in a comprehension
from functools import cache
sorted_of = cache(sorted)
pairs = [(a, b) for a in words for b in words if a < b and sorted_of(a) == sorted_of(b)]
# %% in a generator
from functools import cache
sum_of = cache(lambda i: sum(vectors[i]))
total = sum(sum_of(i) * sum_of(j) for i, u in enumerate(vectors) for j, v in enumerate(vectors) if u is not v)
# %% a comprehension in a comprehension
from functools import cache
sum_of = cache(lambda i: sum(x * x for x in vectors[i]))
table = [[sum_of(i) - sum_of(j) for j, v in enumerate(vectors)] for i, u in enumerate(vectors)]
# %% a comprehension in a loop
from functools import cache
groups = {}
sorted_of = cache(sorted)
for a in words:
    groups[a] = [b for b in words if sorted_of(b) == sorted_of(a)]
# %% fields of records
from functools import cache
out = []
set_of = cache(lambda i: set(records[i]["tags"]))
set_of_2 = cache(lambda text: set(text.lower().split()))
for i, a in enumerate(records):
    for j, b in enumerate(records):
        if a["id"] >= b["id"]:
            continue
        shared = len(set_of(i) & set_of(j))
        alike = len(set_of_2(a["text"]) & set_of_2(b["text"]))
        out.append((a["id"], b["id"], shared, alike))
# %% tuples taken apart
from functools import cache
order = []
sorted_of = cache(lambda i: sorted(people[i][1])[-1])
for i, (name, marks) in enumerate(people):
    for j, (other, theirs) in enumerate(people):
        if name != other and sorted_of(i) > sorted_of(j):
            order.append((name, other))
# %% the rest of a list
from functools import cache
found = []
sum_of = cache(lambda i: sum(vectors[i]))
for i, u in enumerate(vectors):
    for j, v in enumerate(vectors[i + 1:], i + 1):
        if abs(sum_of(i) - sum_of(j)) < 2:
            found.append(i)
# %% rows of an array
from functools import cache
sims = np.zeros((len(rows), len(rows)))
norm_of = cache(lambda i: np.linalg.norm(rows[i]))
for i in range(rows.shape[0]):
    for r in range(rows.shape[0]):
        sims[i, r] = np.dot(rows[i], rows[r]) / (norm_of(i) * norm_of(r))
# %% names for the items
from functools import cache
n = 0
max_of = cache(lambda i: max(vectors[i]) * 2)
sum_of = cache(lambda r: sum(vectors[r]) + max(vectors[r]))
for i in range(len(vectors)):
    u = vectors[i]
    for r in range(len(vectors)):
        v = vectors[r]
        if max_of(i) > sum_of(r):
            n += 1
# %% a column's texts
from functools import cache
same = 0
sorted_of = cache(lambda a: sorted(a.split()))
for a in df["name"]:
    for b in df["name"]:
        if a != b and sorted_of(a) == sorted_of(b):
            same += 1
# %% tuples of rows
from functools import cache

def alike(table):
    same = []
    len_of = cache(lambda name: len(set(name.split())))
    for one in table.itertuples():
        for two in table.itertuples():
            if one.Index != two.Index and len_of(one.name) > two.size:
                same.append((one.Index, two.Index))
    return same


same = alike(df)
# %% some would fail, and are never asked for
from functools import cache
lists = [[3, 1], [], [2, 5]]
spans = []
max_of = cache(lambda i: max(lists[i]))
for i, u in enumerate(lists):
    for j, v in enumerate(lists):
        if not u or not v:
            continue
        spans.append(max_of(i) - max_of(j))
# %% merged until nothing is near
from functools import cache
clusters = [[1, 2], [3], [11, 12], [13]]
while len(clusters) > 1:
    best = None
    sum_of = cache(lambda i: sum(clusters[i]) / len(clusters[i]))
    for i in range(len(clusters)):
        for j in range(i + 1, len(clusters)):
            gap = abs(sum_of(i) - sum_of(j))
            if best is None or gap < best[0]:
                best = (gap, i, j)
    if best[0] > 5:
        break
    clusters[best[1]] = clusters[best[1]] + clusters.pop(best[2])
# %% a function [function closest]
from functools import cache

def closest(points, least):
    found = []
    sorted_of = cache(lambda i: sorted(points[i]))
    for i in range(len(points)):
        for j in range(len(points)):
            if i == j:
                continue
            a = sorted_of(i)
            b = sorted_of(j)
            if a[-least] > b[-least]:
                found.append((i, j))
    return found
# %% a method
from functools import cache

class Index:
    def __init__(self, texts):
        self.texts = texts

    def alike(self):
        found = 0
        set_of = cache(lambda i: set(self.texts[i].split()))
        for i in range(len(self.texts)):
            for j in range(i):
                if set_of(i) == set_of(j):
                    found += 1
        return found


answer = Index(["a b", "b a", "c"]).alike()
del Index
# %% the last ones are read afterwards
from functools import cache
split_of = cache(lambda a: a.lower().split())
split_of_2 = cache(lambda b: b.lower().split())
for a in texts:
    for b in texts:
        left = split_of(a)
        right = split_of_2(b)
        longer = len(left) > len(right)
last = f"{left[0]} {len(right)} {longer}"
# %% what is changed is made anew
from functools import cache
n = 0
split_of = cache(lambda i: texts[i].split())
set_of = cache(lambda r: set(texts[r].split()))
for i in range(len(texts)):
    for r in range(len(texts)):
        a = set(split_of(i))
        b = set_of(r)
        a -= b
        n += len(a) + len(b)
# %% parts of what is kept
from functools import cache
out = []
set_of = cache(lambda b: set(b.lower().split()))
for a in texts:
    for b in texts:
        out.append([a, sorted(set_of(b))])
# %% over several lines, and named with types
from functools import cache
n = 0
set_of = cache(lambda i: {word.lower() for word in texts[i].split()})
for i in range(len(texts)):
    for r in range(len(texts)):
        a: set[str] = set_of(i)
        n += len(a) * r
# %% two at once, and a name in between
from functools import cache
n = 0
set_of = cache(lambda first: set(first.lower().split()))
set_of_2 = cache(lambda second: set(second.lower().split()))
for i, first in enumerate(texts):
    for r, second in enumerate(texts):
        if i < r:
            a, b = first.lower(), second.lower()
            x, w = set_of(first), set_of_2(second)
            n += len(x | w)
# %% only where it is asked for
from functools import cache
found = ""
max_of = cache(lambda b: max(b.split(), key=len) > "gree")
for a in texts:
    for b in texts:
        if a != b and found == "":
            x = f"{len(a.split())} words"
            if max_of(b):
                found = x
# %% a list of sets and a text each
from functools import cache
both = [(row, row["text"]) for row in records]
n = 0
set_of = cache(lambda i: set(both[i][0]["tags"]))
set_of_2 = cache(lambda a: set(a.split()))
for i, (one, a) in enumerate(both):
    for j, (two, b) in enumerate(both):
        n += len(set_of(i) | set_of(j) | set_of_2(a) | set_of_2(b))
# %% neighbours within a window
from functools import cache
n = 0
sorted_of = cache(lambda i: sorted(words[i]))
for i in range(len(words)):
    for r in range(max(0, i - 2), min(len(words), i + 3)):
        if r == i:
            continue
        n += sorted_of(i) == sorted_of(r)
# %% a comment in the work
from functools import cache
n = 0
split_of = cache(lambda r: texts[r].split())
for i in range(len(texts)):
    for r in range(len(texts)):
        value = len({
            # in small letters
            word.lower() for word in split_of(r)
        })
        n += value
