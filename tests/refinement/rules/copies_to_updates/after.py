words = [f"w{i * i % 37}" for i in range(60)]
tree = {"a": 1, "b": {"c": 2, "d": {"e": 3}}, "f": {}}
pairs = [(1, "x"), (2, "y"), (1, "z")]
CALLS = [([3, 1, 2, 2],), ([],)]
# %% a key of a dict
lengths = {}
for word in words:
    lengths[word] = len(word)
# %% a dict that was something [function counted]
def counted(items):
    total = {"first": 0}
    for x in items:
        if x in total:
            total[x] = total[x] + 1
        else:
            total[x] = 1
    return total
# %% a list
long = []
for word in words:
    if len(long) < 50:
        long.append(word.upper())
# %% parts of a list, in each round of another loop
tables = []
for n in range(4):
    row = []
    for word in words[:n]:
        row.extend([word, word])
    tables.append(row)
# %% a set
seen = set()
for word in words:
    if word not in seen:
        seen.add(word)
# %% a set's method
letters = set()
for word in words:
    letters.update(set(word))
# %% dicts put together
merged = {}
for number, text in pairs:
    merged.update({number: text})
# %% another dict's keys [function nested]
def flatten(tree, prefix=""):
    found = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found.update(dict(flatten(value, prefix + key)))
        else:
            found[prefix + key] = 1
    return found


def nested(items):
    return flatten({str(x): {str(x): 2} for x in items})
