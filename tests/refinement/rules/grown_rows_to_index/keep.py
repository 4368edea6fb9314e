words = [f"w{i * i % 37}" for i in range(60)]
floats = [0.5, float("nan"), 2.0, 0.5]
begun = [["w1", 5]]


def peek():
    return len(table)
# %% the field changes
table = []
for word in words:
    for row in table:
        if row[0] == word:
            row[1] += 1
            break
    else:
        table.append([word, 1])
        table[-1][0] = word.upper()
# %% a list that isn't empty before
table = begun
for word in words:
    for row in table:
        if row[0] == word:
            row[1] += 1
            break
    else:
        table.append([word, 1])
# %% fields that aren't equal to themselves
table = []
for x in floats:
    for row in table:
        if row[0] == x:
            row[1] += 1
            break
    else:
        table.append([x, 1])
# %% the row is read afterwards
table = []
for word in words:
    for row in table:
        if row[0] == word:
            row[1] += 1
            break
    else:
        table.append([word, 1])
print(row)
# %% the row is handed on
table = []
last = []
for word in words:
    for row in table:
        if row[0] == word:
            last.append(row)
            break
    else:
        table.append([word, 1])
# %% another order
table = []
for word in words:
    for row in table:
        if row[0] == word:
            row[1] += 1
            break
    else:
        table.append([word, 1])
    table.sort()
# %% a row that may have no such field
table = []
for word in words:
    for row in table:
        if row[2] == word:
            row[1] += 1
            break
    else:
        table.append([word, 1])
        break
# %% a function sees the list
table = []
for word in words:
    for row in table:
        if row[0] == word:
            row[1] = peek()
            break
    else:
        table.append([word, 1])
# %% all that match
table = []
for word in words:
    for row in table:
        if row[0] == word:
            row[1] += 1
    table.append([word, 1])
