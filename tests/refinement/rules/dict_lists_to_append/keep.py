words = ["haus", "ei", "baum", "ast", "ei", "straße", "see"] * 4
numbers = [3, 8, 1, 8, 5, 3]
given = {"a": [1]}
CALLS = [(words,), (["x"],), ([],)]
# %% a list that others know
start = []
table = {}
for x in words:
    if x not in table:
        table[x] = start
    table[x] = table[x] + [1]
# %% a list is kept
table = {}
history = []
for x in words:
    if x not in table:
        table[x] = []
    table[x] = table[x] + [1]
    history.append(table[x])
# %% the dict was there
for x in words:
    if x not in given:
        given[x] = []
    given[x] = given[x] + [1]
# %% numbers
table = {}
for x in words:
    if x not in table:
        table[x] = 0
    table[x] = table[x] + 1
# %% tuples
table = {}
for x in words:
    if x not in table:
        table[x] = ()
    table[x] = table[x] + (1,)
# %% another key
table = {"a": [], "b": []}
for x in numbers:
    table["a"] = table["b"] + [x]
# %% once
table = {"a": []}
table["a"] = table["a"] + [1]
# %% another name
table = other = {}
for x in words:
    if x not in table:
        table[x] = []
    table[x] = table[x] + [1]
