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
def jaccard(a, b):
    set_a = set(a.lower().split())
    set_b = set(b.lower().split())
    return len(set_a & set_b) / len(set_a | set_b)


scores = {}
for i in range(len(texts)):
    for j in range(i + 1, len(texts)):
        scores[i, j] = jaccard(texts[i], texts[j])
# %% in one expression, in a comprehension
def same(a, b):
    return sorted(a.replace(" ", "")) == sorted(b.replace(" ", ""))


found = [(a, b) for a in texts for b in texts if a != b and same(a, b)]
# %% through a helper of its own
def tokens(text):
    return {word.strip(".,").lower() for word in text.split()}


def overlap(a, b):
    return len(tokens(a) & tokens(b))


best = max(overlap(a, b) for a, b in itertools.combinations(texts, 2))
# %% texts of a dict
def shared(left, right):
    left_words = left.split()
    left_set = set(left_words)
    right_words = right.split()
    right_set = set(right_words)
    if not left_set or not right_set:
        return 0.0
    return len(left_set & right_set) / min(len(left_words), len(right_words))


close = []
for name in docs:
    for other in docs:
        if name < other and shared(docs[name], docs[other]) > 0.2:
            close.append((name, other))
# %% a parameter bound again
def alike(a, b):
    a = a.lower()
    b = b.lower()
    return len(set(a.split()) ^ set(b.split()))


table = [[alike(x, y) for x in texts] for y in texts]
# %% vectors
def cosine(u, v):
    top = sum(x * y for x, y in zip(u, v))
    nu = math.sqrt(sum(x * x for x in u))
    nv = math.sqrt(sum(x * x for x in v))
    return top / (nu * nv)


sims = [[cosine(u, v) for v in vectors] for u in vectors]
# %% vectors by their numbers
def cosine(u, v):
    """How alike two vectors are."""
    top = sum(x * y for x, y in zip(u, v))
    return top / (sum(x * x for x in u) ** 0.5 * sum(x * x for x in v) ** 0.5)


best = -1.0
for i in range(len(vectors)):
    for j in range(len(vectors)):
        if i == j:
            continue
        sim = cosine(vectors[i], vectors[j])
        if sim > best:
            best = sim
# %% what would fail is never asked for
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
for i in range(len(lists)):
    for j in range(i + 1, len(lists)):
        found.append(correlation(lists[i], lists[j]))
# %% lists of a dict
def gap(first, second):
    return abs(sum(first) / len(first) - sum(second) / len(second))


gaps = {}
for name, own in marks.items():
    for other, theirs in marks.items():
        if name != other:
            gaps[name, other] = gap(own, theirs)
# %% fields of records
def common(tags, others):
    return len(set(tags) & set(others))


counts = []
for one, two in itertools.combinations(records, 2):
    counts.append((one["id"], two["id"], common(one["tags"], two["tags"])))
# %% words that the user gave
def jaccard(a, b):
    left = {word for word in a.split() if word not in stop}
    right = {word for word in b.split() if word not in stop}
    return len(left & right) / (len(left | right) or 1)


scores = []
for a in texts:
    for b in texts:
        scores.append(jaccard(a, b))
# %% rows of an array
def cosine(u, v):
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


sims = np.zeros((len(rows), len(rows)))
for i in range(len(rows)):
    for j in range(len(rows)):
        sims[i, j] = cosine(rows[i], rows[j])
# %% a method [program]
class Index:
    def __init__(self, texts):
        self.texts = texts

    def alike(self, a, b):
        return len(set(a.split()) & set(b.split()))

    def pairs(self):
        found = []
        for i in range(len(self.texts)):
            for j in range(i):
                if self.alike(self.texts[i], self.texts[j]) > 1:
                    found.append((i, j))
        return found


print(Index([input() for _ in range(int(input()))]).pairs())
# %% the other function is in a function [function nearest]
def gap(u, v):
    return abs(sum(u) - sum(v)) + abs(u[0] - v[0])


def nearest(points):
    best = None
    for i, p in enumerate(points):
        for j, q in enumerate(points):
            if i < j and (best is None or gap(p, q) < best[0]):
                best = (gap(p, q), i, j)
    return best
# %% a program [program]
def same(a, b):
    return sorted(a.split()) == sorted(b.split())


lines = [input() for _ in range(int(input()))]
n = 0
for i in range(len(lines)):
    for j in range(i + 1, len(lines)):
        if same(lines[i], lines[j]):
            n += 1
print(n)
# %% words and a text
def found_in(query, text):
    words = text.lower().split()
    return sum(word in words for word in query)


hits = {}
for text in texts:
    wanted = text.split()
    for name, doc in docs.items():
        hits[text, name] = found_in(wanted, doc)
# %% several functions, and other work
def jaccard(a, b):
    left, right = set(a.split()), set(b.split())
    return len(left & right) / len(left | right)


def spread(u, v):
    return max(u) - min(u) + max(v) - min(v)


scores = []
for i in range(len(vectors)):
    for r in range(len(vectors)):
        if i != r:
            scores.append(jaccard(texts[i], texts[r]) * spread(vectors[i], vectors[r]))
