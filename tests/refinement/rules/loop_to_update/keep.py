from collections import Counter

rows = [[1, 2, 3], [4], [], [5, 6]]
parts = [{"a": 1, "b": 2}, {}, {"b": 3, "c": [4]}]
nested = [[[1], [2]], [[3]]]
words = ["red", "blue"]

CALLS = [([{"a": 1}, {"b": 2}],), ([],), ([{}, {"a": 2}],)]
# %% a counter adds up
whole = Counter(b=5)
for part in parts[:2]:
    for k in part:
        whole[k] = part[k]
# %% only some
out = []
for row in rows:
    for x in row:
        if x > 2:
            out.append(x)
# %% something else at the same key
whole = {}
for part in parts:
    for key in part:
        whole[key] = parts[0]
# %% the last one is used
out = [0]
for row in rows:
    for x in row:
        out.append(x)
    print(x)
# %% a comment
out = [0]
for row in rows:
    for x in row:
        out.append(x)  # all of them
# %% the list itself
out = [1, 2]
for x in out[:]:
    out.append(x)
# %% elements that can't be hashed
seen = set()
try:
    for rest in nested:
        for x in rest:
            seen.add(x)
except TypeError:
    pass
# %% not what is gone through
whole, table = {}, {"a": 1, "b": 1, "c": 1}
for part in parts:
    for key in part:
        whole[key] = table[key]
