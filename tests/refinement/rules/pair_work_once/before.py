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
best = 0.0
pair = None
for i in range(len(texts)):
    for j in range(len(texts)):
        if i != j:
            a = set(texts[i].split())
            b = set(texts[j].split())
            score = len(a & b) / len(a | b)
            if score > best:
                best = score
                pair = (i, j)
# %% two names for what may be one object
common = 0
for i in range(len(texts)):
    for r in range(len(texts)):
        a = set(texts[i].split())
        b = set(texts[r].split())
        common += len(a & b)
# %% a helper function, in an expression
def norm(v):
    return math.sqrt(sum(x * x for x in v))


sims = []
for i in range(len(vectors)):
    for j in range(i + 1, len(vectors)):
        other = sum(x * y for x, y in zip(vectors[i], vectors[j]))
        sims.append(other / (norm(vectors[i]) * norm(vectors[j])))
# %% sums of squares by the way
near = {}
for i, u in enumerate(vectors):
    for j, v in enumerate(vectors):
        if i >= j:
            continue
        top = sum(x * y for x, y in zip(u, v))
        left = sum(x * x for x in u) ** 0.5
        right = sum(x * x for x in v) ** 0.5
        near[i, j] = top / (left * right)
# %% elements that can't be keys
total = 0.0
for u in vectors:
    for v in vectors:
        if u[0] < v[0]:
            total += max(v) - min(v) + sum(x * y for x, y in zip(u, v))
# %% a dict's texts
similar = []
for name, text in docs.items():
    for other, text2 in docs.items():
        if name == other:
            continue
        common = set(text.lower().split()) & set(text2.lower().split())
        if len(common) > 1:
            similar.append((name, other))
# %% a dict's lists
ratios = {}
for name, u in profiles.items():
    for other, v in profiles.items():
        ratios[name, other] = sum(x * x for x in u) / sum(x * x for x in v)
# %% the values of a dict
gaps = []
for u in profiles.values():
    for v in profiles.values():
        if u is not v:
            gaps.append(abs(sum(u) - sum(v)))
# %% combinations and a helper
from itertools import combinations


def tokens(text):
    return {word.strip(".,").lower() for word in text.split()}


close = 0
for a, b in combinations(texts, 2):
    if len(tokens(a) & tokens(b)) > 1:
        close += 1
# %% combinations of lists
flat = []
for u, v in itertools.combinations(vectors, 2):
    if u != v:
        flat.append(sum(x * x for x in u) < sum(x * x for x in v))
# %% combinations of numbers
found = [(i, j) for i, j in itertools.combinations(range(len(words)), 2)
         if sorted(words[i]) == sorted(words[j])]
# %% all of one with all of the other
hits = []
for q, d in itertools.product(queries, texts):
    if q != d:
        hits.append(len(set(q.split()) & set(d.split())))
# %% dates parsed for every pair
near = 0
for a in dates:
    for b in dates:
        if a != b:
            days = datetime.strptime(a, "%Y-%m-%d") - datetime.strptime(b, "%Y-%m-%d")
            if abs(days.days) <= 3:
                near += 1
# %% in a comprehension
pairs = [(a, b) for a in words for b in words if a < b and sorted(a) == sorted(b)]
# %% in a generator
total = sum(sum(u) * sum(v) for u in vectors for v in vectors if u is not v)
# %% a comprehension in a comprehension
table = [[sum(x * x for x in u) - sum(x * x for x in v) for v in vectors] for u in vectors]
# %% a comprehension in a loop
groups = {}
for a in words:
    groups[a] = [b for b in words if sorted(b) == sorted(a)]
# %% fields of records
out = []
for a in records:
    for b in records:
        if a["id"] >= b["id"]:
            continue
        shared = len(set(a["tags"]) & set(b["tags"]))
        alike = len(set(a["text"].lower().split()) & set(b["text"].lower().split()))
        out.append((a["id"], b["id"], shared, alike))
# %% tuples taken apart
order = []
for name, marks in people:
    for other, theirs in people:
        if name != other and sorted(marks)[-1] > sorted(theirs)[-1]:
            order.append((name, other))
# %% the rest of a list
found = []
for i, u in enumerate(vectors):
    for v in vectors[i + 1:]:
        if abs(sum(u) - sum(v)) < 2:
            found.append(i)
# %% rows of an array
sims = np.zeros((len(rows), len(rows)))
for i in range(rows.shape[0]):
    for r in range(rows.shape[0]):
        sims[i, r] = np.dot(rows[i], rows[r]) / (np.linalg.norm(rows[i]) * np.linalg.norm(rows[r]))
# %% names for the items
n = 0
for i in range(len(vectors)):
    u = vectors[i]
    for r in range(len(vectors)):
        v = vectors[r]
        if max(u) * 2 > sum(v) + max(v):
            n += 1
# %% a column's texts
same = 0
for a in df["name"]:
    for b in df["name"]:
        if a != b and sorted(a.split()) == sorted(b.split()):
            same += 1
# %% tuples of rows
def alike(table):
    same = []
    for one in table.itertuples():
        for two in table.itertuples():
            if one.Index != two.Index and len(set(one.name.split())) > two.size:
                same.append((one.Index, two.Index))
    return same


same = alike(df)
# %% some would fail, and are never asked for
lists = [[3, 1], [], [2, 5]]
spans = []
for u in lists:
    for v in lists:
        if not u or not v:
            continue
        spans.append(max(u) - max(v))
# %% merged until nothing is near
clusters = [[1, 2], [3], [11, 12], [13]]
while len(clusters) > 1:
    best = None
    for i in range(len(clusters)):
        for j in range(i + 1, len(clusters)):
            gap = abs(sum(clusters[i]) / len(clusters[i]) - sum(clusters[j]) / len(clusters[j]))
            if best is None or gap < best[0]:
                best = (gap, i, j)
    if best[0] > 5:
        break
    clusters[best[1]] = clusters[best[1]] + clusters.pop(best[2])
# %% a function [function closest]
def closest(points, least):
    found = []
    for i in range(len(points)):
        for j in range(len(points)):
            if i == j:
                continue
            a = sorted(points[i])
            b = sorted(points[j])
            if a[-least] > b[-least]:
                found.append((i, j))
    return found
# %% a method
class Index:
    def __init__(self, texts):
        self.texts = texts

    def alike(self):
        found = 0
        for i in range(len(self.texts)):
            for j in range(i):
                if set(self.texts[i].split()) == set(self.texts[j].split()):
                    found += 1
        return found


answer = Index(["a b", "b a", "c"]).alike()
del Index
# %% the last ones are read afterwards
for a in texts:
    for b in texts:
        left = a.lower().split()
        right = b.lower().split()
        longer = len(left) > len(right)
last = f"{left[0]} {len(right)} {longer}"
# %% what is changed is made anew
n = 0
for i in range(len(texts)):
    for r in range(len(texts)):
        a = set(texts[i].split())
        b = set(texts[r].split())
        a -= b
        n += len(a) + len(b)
# %% parts of what is kept
out = []
for a in texts:
    for b in texts:
        out.append([a, sorted(set(b.lower().split()))])
# %% over several lines, and named with types
n = 0
for i in range(len(texts)):
    for r in range(len(texts)):
        a: set[str] = {
            word.lower()
            for word in texts[i].split()
        }
        n += len(a) * r
# %% two at once, and a name in between
n = 0
for i, first in enumerate(texts):
    for r, second in enumerate(texts):
        if i < r:
            a, b = first.lower(), second.lower()
            x, w = set(a.split()), set(b.split())
            n += len(x | w)
# %% only where it is asked for
found = ""
for a in texts:
    for b in texts:
        if a != b and found == "":
            x = f"{len(a.split())} words"
            if max(b.split(), key=len) > "gree":
                found = x
# %% a list of sets and a text each
both = [(row, row["text"]) for row in records]
n = 0
for one, a in both:
    for two, b in both:
        n += len(set(one["tags"]) | set(two["tags"]) | set(a.split()) | set(b.split()))
# %% neighbours within a window
n = 0
for i in range(len(words)):
    for r in range(max(0, i - 2), min(len(words), i + 3)):
        if r == i:
            continue
        n += sorted(words[i]) == sorted(words[r])
# %% a comment in the work
n = 0
for i in range(len(texts)):
    for r in range(len(texts)):
        value = len({
            # in small letters
            word.lower() for word in texts[r].split()
        })
        n += value
