from collections import defaultdict

docs = ["a b a c", "b b", "", "c a c"]
edges = [(1, 2), (2, 1), (1, 2), (3, 1), (1, 3)]
rows = [{"city": c, "user": u} for c, u in zip("abcab", [1, 2, 1, 1, 2])]
CALLS = [([("x", 1), ("x", 1), ("y", 2)],), ([],)]
# %% an index of words
index = {}
index_pairs = set()
for i, doc in enumerate(docs):
    for w in doc.split():
        if w not in index:
            index[w] = []
        # once each
        if (w, i) not in index_pairs:
            index[w].append(i)
            index_pairs.add((w, i))
# %% neighbours both ways
graph = {}
graph_pairs = set()
for a, b in edges:
    if a not in graph:
        graph[a] = [b]
        graph_pairs.add((a, b))
    elif (a, b) not in graph_pairs:
        graph[a].append(b)
        graph_pairs.add((a, b))
    if b not in graph:
        graph[b] = []
    if (b, a) not in graph_pairs:
        graph[b].append(a)
        graph_pairs.add((b, a))
# %% fields of records
users = defaultdict(list)
users_pairs = set()
for row in rows:
    if row["user"] > 0 and (row["city"], row["user"]) not in users_pairs:
        users[row["city"]].append(row["user"])
        users_pairs.add((row["city"], row["user"]))
# %% in a function [function seen]
def seen(pairs):
    table = {key: [] for key, _ in pairs}
    table_pairs = set()
    for key, value in pairs:
        if (key, value) not in table_pairs:
            table[key].append(value)
            table_pairs.add((key, value))
        table[key].append(0)
        table_pairs.add((key, 0))
    return table
# %% begun by default
table = {}
table_pairs = set()
for a, b in edges:
    table.setdefault(a, [])
    if (a, b) not in table_pairs:
        table[a].append(b)
        table_pairs.add((a, b))
