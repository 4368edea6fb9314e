from collections import Counter

rows = [[1, 2, 3], [4], [], [5, 6]]
parts = [{"a": 1, "b": 2}, {}, {"b": 3, "c": [4]}]
nested = [[[1], [2]], [[3]]]
words = ["red", "blue"]

CALLS = [([{"a": 1}, {"b": 2}],), ([],), ([{}, {"a": 2}],)]
# %% lists
out = []
for row in rows:
    for x in row:
        out.append(x)
# %% dicts by key
whole = {}
for part in parts:
    for x in part:
        whole[x] = part[x]
# %% dicts by pairs [function merged]
def merged(parts):
    whole = {"z": 0}
    for part in parts:
        for key, value in part.items():
            whole[key] = value
    return whole
# %% a set
seen = set()
for word in words:
    for ch in word:
        seen.add(ch)
# %% what a recursive function gives
def flat(tree):
    out = []
    for one in tree:
        if type(one) is list:
            for x in flat(one):
                out.append(x)
        else:
            out.append(one)
    return out


answer = flat(nested)
# %% fields of a line
records = []
for value in ["1,2", "3,4,5", "a,b"]:
    fields = value.split(",")
    record = {}
    for i in range(len(words)):
        record[words[i]] = fields[i]
    records.append(record)
