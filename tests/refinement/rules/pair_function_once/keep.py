import math

texts = ["a red fox", "the blue sea", "green hills and the sea", "a fox at sea"]
vectors = [[1.0, 2.0, 2.5], [0.5, 1.5, 4.0], [3.0, 0.25, 1.0]]
seen = []
limits = {"low": 1}
# %% no pairs
def words(a, b):
    return len(set(a.split())) + len(set(b.split()))


n = 0
for i in range(1, len(texts)):
    n += words(texts[i - 1], texts[i])
# %% it prints
def noisy(text):
    print(text)
    return set(text.split())


def alike(a, b):
    return len(noisy(a) & noisy(b))


n = 0
for a in texts:
    for b in texts:
        n += alike(a, b)
# %% the result is changed
def alike(a, b):
    left = a.split()
    right = b.split()
    left.extend(right)
    right.append("x")
    return len(left) - len(right)


n = 0
for a in texts:
    for b in texts:
        n += alike(a, b)
# %% the result is given back
def both(a, b):
    return a.split(), b.split()


out = []
for a in texts:
    for b in texts:
        out.append(both(a, b))
# %% on both
def dot(u, v):
    return sum(x * y for x, y in zip(u, v))


n = 0
for u in vectors:
    for v in vectors:
        n += dot(u, v)
# %% it changes what it is given
def moved(u, v):
    size = sum(x * x for x in u)
    v[0] += 1
    return size - sum(x * x for x in v)


n = 0
for i in range(len(vectors)):
    for j in range(len(vectors)):
        n += moved(vectors[i], vectors[j])
# %% it reads what the loop changes
def alike(u, v):
    return sum(x > limits["low"] for x in u) - sum(x > limits["low"] for x in v)


n = 0
for u in vectors:
    for v in vectors:
        n += alike(u, v)
        limits["low"] += 1
# %% the loop changes what it is given
def gap(u, v):
    return sum(u) - sum(v)


n = 0
for i in range(len(vectors)):
    for j in range(len(vectors)):
        n += gap(vectors[i], vectors[j])
        vectors[j][0] += 1
# %% short
def less(a, b):
    return len(a) < len(b) or a[0] < b[0]


n = 0
for a in texts:
    for b in texts:
        n += less(a, b)
# %% decorated
def twice(function):
    return lambda *given: function(*given) * 2


@twice
def alike(a, b):
    return len(set(a.split()) & set(b.split()))


n = 0
for a in texts:
    for b in texts:
        n += alike(a, b)
# %% defined twice
def alike(a, b):
    return len(set(a.split()) & set(b.split()))


if len(texts) > 9:

    def alike(a, b):
        return len(a.split()) + len(b.split())


n = 0
for a in texts:
    for b in texts:
        n += alike(a, b)
# %% it gives one by one
def parts(u, v):
    yield sum(u)
    yield sum(v)


n = 0
for u in vectors:
    for v in vectors:
        n += sum(parts(u, v))
# %% it is handed on, too
def gap(u, v):
    return abs(sum(u) - sum(v))


def measured(function, u, v):
    return function(u, v)


n = 0
for u in vectors:
    for v in vectors:
        n += measured(gap, u, v)
# %% a function of one
def size(text):
    return len(set(text.split()))


n = 0
for a in texts:
    for b in texts:
        n += size(a) - size(b)
# %% a name that means something else at the call
def norm(v):
    return math.sqrt(sum(x * x for x in v))


def ratio(u, v):
    return norm(u) / norm(v)


def total(rows):
    norm = 2
    found = 0
    for u in rows:
        for v in rows:
            found += ratio(u, v) / norm
    return found


answer = total(vectors)
# %% a default and names
def gap(u, v, power=2):
    return abs(sum(u) - sum(v)) ** power


n = 0
for u in vectors:
    for v in vectors:
        n += gap(v=v, u=u)
