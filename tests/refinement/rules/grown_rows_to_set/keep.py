rows = [[i * i % 7, i % 3] for i in range(60)]
mixed = [[1, 2], (1, 2), [1, 2]]
deep = [[1, [2]], [1, [2]]]
words = ["a", "b", "a"]
records = [{"city": "ABC"[i % 3], "n": i % 4} for i in range(60)]
table = [[1, 2], [1, 2], [3, 4]]


def peek():
    return len(seen)


# %% what can be hashed as it is
seen = []
for w in words:
    if w not in seen:
        seen.append(w)
# %% lists and tuples aren't equal
seen = []
for row in mixed:
    if row not in seen:
        seen.append(row)
# %% lists in lists
seen = []
for row in deep:
    if row not in seen:
        seen.append(row)
# %% a row that changes after it was added
seen = []
for row in rows:
    if row not in seen:
        seen.append(row)
        row[0] += 1
# %% a row that grows
seen = []
for row in rows:
    if row not in seen:
        seen.append(row)
    row.append(1)
# %% by another name
seen = []
for row in rows:
    last = row
    if row not in seen:
        seen.append(row)
        last.append(3)
# %% through the list that holds them
seen = []
for i in range(3):
    row = table[i]
    if row not in seen:
        seen.append(row)
    table[0][1] = i
# %% a record that changes
seen = []
for r in records:
    if r not in seen:
        seen.append(r)
        r["n"] = 0
# %% through the list that is kept
seen = []
for row in rows:
    if row not in seen:
        seen.append(row)
        seen[-1].append(5)
# %% a function that sees it
seen = []
for row in rows:
    if row not in seen:
        seen.append(row)
        peek()
# %% unknown
def unique(items):
    seen = []
    for row in items:
        if row not in seen:
            seen.append(row)
    return seen
