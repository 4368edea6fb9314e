docs = ["A red fox", "the blue sea", "green hills of home and the sea", "a fox at sea"]
queries = ["fox", "sea", "home"]
mixed = ["a b", None]
# %% words looked up
from functools import cache
hits = 0
split_of = cache(lambda text: text.lower().split())
for x in queries:
    for value in docs:
        if x in split_of(value):
            hits += 1
# %% in a comprehension
from functools import cache
found = {}
split_of = cache(lambda text: set(text.split()))
for x in queries:
    found[x] = [i for i, value in enumerate(docs) if x in split_of(value)]
# %% pairs of texts
from functools import cache
pairs = []
split_of = cache(lambda text: set(text.lower().split()))
for i in range(len(docs)):
    value = set(docs[i].lower().split())
    for r in range(i + 1, len(docs)):
        w = split_of(docs[r])
        if len(value & w) / len(value | w) > 0.1:
            pairs.append((i, r))
# %% counted
from functools import cache
counts = {}
split_of = cache(lambda text: text.split())
for x in queries:
    n = 0
    for i in range(len(docs)):
        n += split_of(docs[i]).count(x)
    counts[x] = n
# %% spaces made alike
from functools import cache
pairs = []
join_of = cache(lambda text: " ".join(text.lower().replace("the", "a").split()))
for i in range(len(docs)):
    for r in range(len(docs)):
        w = join_of(docs[r])
        if w == docs[i].lower():
            pairs.append((i, r))
