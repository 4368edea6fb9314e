docs = ["A red fox", "the blue sea", "green hills of home and the sea", "a fox at sea"]
queries = ["fox", "sea", "home"]
mixed = ["a b", None]
# %% words looked up
hits = 0
for x in queries:
    for value in docs:
        if x in value.lower().split():
            hits += 1
# %% in a comprehension
found = {}
for x in queries:
    found[x] = [i for i, value in enumerate(docs) if x in set(value.split())]
# %% pairs of texts
pairs = []
for i in range(len(docs)):
    value = set(docs[i].lower().split())
    for r in range(i + 1, len(docs)):
        w = set(docs[r].lower().split())
        if len(value & w) / len(value | w) > 0.1:
            pairs.append((i, r))
# %% counted
counts = {}
for x in queries:
    n = 0
    for i in range(len(docs)):
        n += docs[i].split().count(x)
    counts[x] = n
# %% spaces made alike
pairs = []
for i in range(len(docs)):
    for r in range(len(docs)):
        w = " ".join(docs[r].lower().replace("the", "a").split())
        if w == docs[i].lower():
            pairs.append((i, r))
