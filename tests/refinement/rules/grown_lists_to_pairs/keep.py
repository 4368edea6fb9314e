docs = ["a b a c", "b b", "", "c a c"]
edges = [(1, 2), (2, 1), (1, 2), (3, 1), (1, 3)]
given = {1: [], 2: [], 3: []}
nested = [(1, [2]), (1, [2])]
CALLS = [([("x", 1), ("x", 1), ("y", 2)],), ([],)]
# %% a dict from elsewhere
for a, b in edges:
    if b not in given[a]:
        given[a].append(b)
# %% one list for all keys
graph = dict.fromkeys([1, 2, 3], [])
for a, b in edges:
    if b not in graph[a]:
        graph[a].append(b)
# %% a list is begun again
graph = {}
for a, b in edges:
    graph[a] = []
    if b not in graph[a]:
        graph[a].append(b)
# %% elements that can't be hashed
graph = {}
for a, b in nested:
    if a not in graph:
        graph[a] = []
    if b not in graph[a]:
        graph[a].append(b)
# %% lists that are changed otherwise
graph = {1: []}
graph = {}
for a, b in edges:
    if a not in graph:
        graph[a] = []
    if b not in graph[a]:
        graph[a].append(b)
    graph[a].sort()
# %% not appended
count = 0
graph = {}
for a, b in edges:
    if a not in graph:
        graph[a] = []
    if b not in graph[a]:
        count += 1
    graph[a].append(b)
# %% by places, of which some may be counted from the end
graph = [[] for _ in range(4)]
for a, b in edges:
    if b not in graph[a - 4]:
        graph[a - 4].append(b)
# %% unknown elements [function seen]
def seen(pairs):
    table = {}
    for key, value in pairs:
        if key not in table:
            table[key] = []
        if open not in table[key]:
            table[key].append(value)
    return table
