docs = ["A red fox", "the blue sea", "green hills of home and the sea", "a fox at sea"]
queries = ["fox", "sea", "home"]
mixed = ["a b", None]
# %% one loop
n = 0
for doc in docs:
    n += len(doc.split())
# %% kept
words = []
for query in queries:
    for doc in docs:
        words.append(doc.split())
# %% changed
n = 0
for query in queries:
    for doc in docs:
        parts = doc.split()
        parts.remove(parts[0])
        n += len(parts)
# %% both might be one object
n = 0
for i in range(len(docs)):
    for j in range(len(docs)):
        a = set(docs[i].split())
        b = set(docs[j].split())
        n += len(a & b)
# %% not known to be text
n = 0
for query in queries:
    for doc in mixed:
        n += query in (doc or query).split()
# %% the text depends on the outer loop
n = 0
for doc in docs:
    for query in queries:
        n += query in (doc + query).split()
# %% short work
n = 0
for query in queries:
    for doc in docs:
        n += len(doc)
