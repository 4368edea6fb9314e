from collections import defaultdict

docs = ["a b a c", "b b", "", "c a c"]
edges = [(1, 2), (2, 1), (1, 2), (3, 1), (1, 3)]
rows = [{"city": c, "user": u} for c, u in zip("abcab", [1, 2, 1, 1, 2])]
CALLS = [([("x", 1), ("x", 1), ("y", 2)],), ([],)]
# %% an index of words
index = {}
for i, doc in enumerate(docs):
    for w in doc.split():
        if w not in index:
            index[w] = []
        # once each
        if i not in index[w]:
            index[w].append(i)
# %% neighbours both ways
graph = {}
for a, b in edges:
    if a not in graph:
        graph[a] = [b]
    elif b not in graph[a]:
        graph[a].append(b)
    if b not in graph:
        graph[b] = []
    if a not in graph[b]:
        graph[b].append(a)
# %% fields of records
users = defaultdict(list)
for row in rows:
    if row["user"] > 0 and row["user"] not in users[row["city"]]:
        users[row["city"]].append(row["user"])
# %% in a function [function seen]
def seen(pairs):
    table = {key: [] for key, _ in pairs}
    for key, value in pairs:
        if value not in table[key]:
            table[key].append(value)
        table[key].append(0)
    return table
# %% begun by default
table = {}
for a, b in edges:
    table.setdefault(a, [])
    if b not in table[a]:
        table[a].append(b)
