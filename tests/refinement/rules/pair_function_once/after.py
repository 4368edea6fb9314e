import itertools
import math

import numpy as np
import pandas as pd

texts = ["a red fox", "the blue sea", "green hills and the sea", "a fox at sea", "a red fox"]
docs = {"one": "a red fox", "two": "The blue sea", "three": "a fox at sea"}
vectors = [[1.0, 2.0, 2.5], [0.5, 1.5, 4.0], [3.0, 0.25, 1.0], [1.0, 2.0, 2.5]]
marks = {"ann": [3.0, 1.0, 2.0], "bob": [4.0, 4.0, 1.5], "eve": [2.0, 9.0, 1.0]}
records = [
    {"id": 1, "text": "A red fox", "tags": ["x", "y"]},
    {"id": 2, "text": "a fox at sea", "tags": ["y", "z", "y"]},
    {"id": 3, "text": "The sea", "tags": []},
]
stop = {"a", "the"}
rows = np.arange(12, dtype=float).reshape(4, 3) + 1
df = pd.DataFrame({"name": ["ann lee", "lee ann", "bob"], "size": [1.5, 2.5, 3.5]})
CALLS = [(vectors,), ([],), ([[1.0, 0.0], [1.0, 1.0]],)]
STDIN = ["3\na b\nb a\nc d\n", "1\nx\n"]
# %% words of two texts
from functools import cache
set_of = cache(lambda a: set(a.lower().split()))


def jaccard(a, b):
    set_a = set_of(a)
    set_b = set_of(b)
    return len(set_a & set_b) / len(set_a | set_b)


scores = {}
for i in range(len(texts)):
    for j in range(i + 1, len(texts)):
        scores[i, j] = jaccard(texts[i], texts[j])
# %% in one expression, in a comprehension
from functools import cache

def same(a, b):
    return sorted(a.replace(" ", "")) == sorted(b.replace(" ", ""))


sorted_of = cache(lambda a: sorted(a.replace(" ", "")))


def same_at(a, b):
    return sorted_of(a) == sorted_of(b)


found = [(a, b) for a in texts for b in texts if a != b and same_at(a, b)]
# %% through a helper of its own
from functools import cache

def tokens(text):
    return {word.strip(".,").lower() for word in text.split()}


def overlap(a, b):
    return len(tokens(a) & tokens(b))


tokens_of = cache(tokens)


def overlap_at(a, b):
    return len(tokens_of(a) & tokens_of(b))


best = max(overlap_at(a, b) for a, b in itertools.combinations(texts, 2))
# %% texts of a dict
from functools import cache
split_of = cache(lambda left: left.split())
set_of = cache(lambda left: set(left.split()))


def shared(left, right):
    left_words = split_of(left)
    left_set = set_of(left)
    right_words = split_of(right)
    right_set = set_of(right)
    if not left_set or not right_set:
        return 0.0
    return len(left_set & right_set) / min(len(left_words), len(right_words))


close = []
for name in docs:
    for other in docs:
        if name < other and shared(docs[name], docs[other]) > 0.2:
            close.append((name, other))
# %% a parameter bound again
from functools import cache
set_of = cache(lambda a: set(a.split()))


def alike(a, b):
    a = a.lower()
    b = b.lower()
    return len(set_of(a) ^ set_of(b))


table = [[alike(x, y) for x in texts] for y in texts]
# %% vectors
from functools import cache

def cosine(u, v):
    top = sum(x * y for x, y in zip(u, v))
    nu = math.sqrt(sum(x * x for x in u))
    nv = math.sqrt(sum(x * x for x in v))
    return top / (nu * nv)


sqrt_of = cache(lambda i: math.sqrt(sum(x * x for x in vectors[i])))


def cosine_at(u, v, at_u, at_v):
    top = sum(x * y for x, y in zip(u, v))
    nu = sqrt_of(at_u)
    nv = sqrt_of(at_v)
    return top / (nu * nv)


sims = [[cosine_at(u, v, i, j) for j, v in enumerate(vectors)] for i, u in enumerate(vectors)]
# %% vectors by their numbers
from functools import cache

def cosine(u, v):
    """How alike two vectors are."""
    top = sum(x * y for x, y in zip(u, v))
    return top / (sum(x * x for x in u) ** 0.5 * sum(x * x for x in v) ** 0.5)


best = -1.0
sum_of = cache(lambda i: sum(x * x for x in vectors[i]) ** 0.5)


def cosine_at(u, v, at_u, at_v):
    top = sum(x * y for x, y in zip(u, v))
    return top / (sum_of(at_u) * sum_of(at_v))


for i in range(len(vectors)):
    for j in range(len(vectors)):
        if i == j:
            continue
        sim = cosine_at(vectors[i], vectors[j], i, j)
        if sim > best:
            best = sim
# %% what would fail is never asked for
from functools import cache

def correlation(x, y):
    n = len(x)
    if n == 0 or n != len(y):
        return None
    mean_x = sum(x) / n
    top = sum(a * b for a, b in zip(x, y))
    spread_x = max(x) - min(x)
    spread_y = max(y) - min(y)
    return mean_x + top / (spread_x * spread_y)


lists = [[1.0, 2.0], [], [3.0, 5.5], [2.0, 7.0]]
found = []
sum_of = cache(lambda i: sum(lists[i]) / len(lists[i]))
max_of = cache(lambda i: max(lists[i]) - min(lists[i]))


def correlation_at(x, y, at_x, at_y):
    n = len(x)
    if n == 0 or n != len(y):
        return None
    mean_x = sum_of(at_x)
    top = sum(a * b for a, b in zip(x, y))
    spread_x = max_of(at_x)
    spread_y = max_of(at_y)
    return mean_x + top / (spread_x * spread_y)


for i in range(len(lists)):
    for j in range(i + 1, len(lists)):
        found.append(correlation_at(lists[i], lists[j], i, j))
# %% lists of a dict
from functools import cache

def gap(first, second):
    return abs(sum(first) / len(first) - sum(second) / len(second))


gaps = {}
sum_of = cache(lambda name: sum(marks[name]) / len(marks[name]))


def gap_at(at_first, at_second):
    return abs(sum_of(at_first) - sum_of(at_second))


for name, own in marks.items():
    for other, theirs in marks.items():
        if name != other:
            gaps[name, other] = gap_at(name, other)
# %% fields of records
from functools import cache

def common(tags, others):
    return len(set(tags) & set(others))


counts = []
set_of = cache(lambda i: set(records[i]["tags"]))


def common_at(at_tags, at_others):
    return len(set_of(at_tags) & set_of(at_others))


for (i, one), (j, two) in itertools.combinations(enumerate(records), 2):
    counts.append((one["id"], two["id"], common_at(i, j)))
# %% words that the user gave
from functools import cache

def jaccard(a, b):
    left = {word for word in a.split() if word not in stop}
    right = {word for word in b.split() if word not in stop}
    return len(left & right) / (len(left | right) or 1)


scores = []
set_of = cache(lambda a: {word for word in a.split() if word not in stop})


def jaccard_at(a, b):
    left = set_of(a)
    right = set_of(b)
    return len(left & right) / (len(left | right) or 1)


for a in texts:
    for b in texts:
        scores.append(jaccard_at(a, b))
# %% rows of an array
from functools import cache

def cosine(u, v):
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


sims = np.zeros((len(rows), len(rows)))
norm_of = cache(lambda i: np.linalg.norm(rows[i]))


def cosine_at(u, v, at_u, at_v):
    return np.dot(u, v) / (norm_of(at_u) * norm_of(at_v))


for i in range(len(rows)):
    for j in range(len(rows)):
        sims[i, j] = cosine_at(rows[i], rows[j], i, j)
# %% a method [program]
from functools import cache
set_of = cache(lambda a: set(a.split()))
class Index:
    def __init__(self, texts):
        self.texts = texts

    def alike(self, a, b):
        return len(set_of(a) & set_of(b))

    def pairs(self):
        found = []
        for i in range(len(self.texts)):
            for j in range(i):
                if self.alike(self.texts[i], self.texts[j]) > 1:
                    found.append((i, j))
        return found


print(Index([input() for _ in range(int(input()))]).pairs())
# %% the other function is in a function [function nearest]
from functools import cache

def gap(u, v):
    return abs(sum(u) - sum(v)) + abs(u[0] - v[0])


def nearest(points):
    best = None
    sum_of = cache(lambda i: sum(points[i]))


    def gap_at(u, v, at_u, at_v):
        return abs(sum_of(at_u) - sum_of(at_v)) + abs(u[0] - v[0])


    for i, p in enumerate(points):
        for j, q in enumerate(points):
            if i < j and (best is None or gap_at(p, q, i, j) < best[0]):
                best = (gap_at(p, q, i, j), i, j)
    return best
# %% a program [program]
from functools import cache
sorted_of = cache(lambda a: sorted(a.split()))


def same(a, b):
    return sorted_of(a) == sorted_of(b)


lines = [input() for _ in range(int(input()))]
n = 0
for i in range(len(lines)):
    for j in range(i + 1, len(lines)):
        if same(lines[i], lines[j]):
            n += 1
print(n)
# %% words and a text
from functools import cache
split_of = cache(lambda text: text.lower().split())


def found_in(query, text):
    words = split_of(text)
    return sum(word in words for word in query)


hits = {}
for text in texts:
    wanted = text.split()
    for name, doc in docs.items():
        hits[text, name] = found_in(wanted, doc)
# %% several functions, and other work
from functools import cache
set_of = cache(lambda a: set(a.split()))


def jaccard(a, b):
    left, right = set_of(a), set_of(b)
    return len(left & right) / len(left | right)


def spread(u, v):
    return max(u) - min(u) + max(v) - min(v)


scores = []
max_of = cache(lambda i: max(vectors[i]) - min(vectors[i]))
max_of_2 = cache(lambda r: max(vectors[r]))
min_of = cache(lambda r: min(vectors[r]))


def spread_at(at_u, at_v):
    return max_of(at_u) + max_of_2(at_v) - min_of(at_v)


for i in range(len(vectors)):
    for r in range(len(vectors)):
        if i != r:
            scores.append(jaccard(texts[i], texts[r]) * spread_at(i, r))
