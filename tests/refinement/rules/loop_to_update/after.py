from collections import Counter

rows = [[1, 2, 3], [4], [], [5, 6]]
parts = [{"a": 1, "b": 2}, {}, {"b": 3, "c": [4]}]
nested = [[[1], [2]], [[3]]]
words = ["red", "blue"]

CALLS = [([{"a": 1}, {"b": 2}],), ([],), ([{}, {"a": 2}],)]
# %% lists
out = []
for row in rows:
    out.extend(row)
# %% dicts by key
whole = {}
for part in parts:
    whole.update(part)
# %% dicts by pairs [function merged]
def merged(parts):
    whole = {"z": 0}
    for part in parts:
        whole.update(part)
    return whole
# %% a set
seen = set()
for word in words:
    seen.update(word)
# %% what a recursive function gives
def flat(tree):
    out = []
    for one in tree:
        if type(one) is list:
            out.extend(flat(one))
        else:
            out.append(one)
    return out


answer = flat(nested)
# %% fields of a line
records = []
for value in ["1,2", "3,4,5", "a,b"]:
    fields = value.split(",")
    record = {}
    if len(fields) >= len(words):
        record.update(zip(words, fields))
    else:
        for i in range(len(words)):
            record[words[i]] = fields[i]
    records.append(record)
