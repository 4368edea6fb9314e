import numpy as np

left = [[1, 2], [3, 4], [5, 6]]
right = [[7, 8, 9, 1, 2, 3], [1, 2, 3, 1, 2, 3]]
costs = [3, 1, 4, 1, 5, 9, 2, 6]
counts = {"a": [1, 2, 3, 4, 5, 6]}

CALLS = [("kitten", "sitting"), ("", "abc"), ("abcabcabc", "")]
# %% rows are replaced
def grown(rows, n):
    for i in range(len(rows)):
        for j in range(n):
            rows[i] = rows[i] + [j]
    return rows


answer = grown([[1], [2]], 6)
# %% rows are taken out
def emptied(rows, n):
    for j in range(n):
        rows.pop()
        if rows:
            costs.append(rows[0][0])
    return rows


answer = emptied([[1], [2], [3]], 6)
# %% the list by another name
def summed(a, b, n):
    for i in range(len(a)):
        for j in range(n):
            b[j] = a[i] + j
    return b


same = [1, 2, 3, 4, 5, 6]
answer = summed(same, same, 6)
# %% a table in another
def filled(rows, n):
    held = [rows]
    for i in range(len(rows)):
        for j in range(n):
            held[0][i] = [j, rows[i][0]]
    return rows


answer = filled([[1], [2], [3]], 6)
# %% a row that may not be there
def maybe(rows, n, at):
    found = []
    for j in range(n):
        if j > 10:
            found.append(rows[at][j])
    return found


answer = maybe(right, 6, 9)
# %% the number changes
def path(rows, n):
    at = 0
    for j in range(n):
        if rows[at][j] > 4:
            at = 1 - at
    return at


answer = path(right, 6)
# %% few rounds
def corners(rows):
    found = []
    for i in range(len(rows)):
        for j in range(2):
            found.append(rows[i][j])
    return found


answer = corners(left)
# %% a function that may change it
def turned(rows):
    def swap():
        rows[0], rows[1] = rows[1], rows[0]

    found = []
    for i in range(len(rows)):
        for j in range(6):
            found.append(rows[i][j])
            swap()
    return found


answer = turned(right)
# %% no list
def counted(d, n):
    for j in range(n):
        d["a"][j] += 1
    return d


answer = counted(counts, 6)
# %% as many rows as a number was that is read again [function again]
def again(a, b):
    seen, found = [], []
    for text in (a, b):
        n, m = map(len, [text, b])
        if not seen:
            seen = [[0] * (m + 1) for _ in range(n)]
        for i in range(n):
            for j in range(m):
                if j > 40:
                    found.append(seen[i][j])
    return found
# %% as many rows as a number was that another function changes [function grown_inside]
def grown_inside(a, b):
    n, m = map(len, [a, b])

    def more():
        nonlocal n
        n += 2

    seen = [[0] * (m + 1) for _ in range(n)]
    more()
    found = []
    for i in range(n):
        for j in range(m):
            if j > 40:
                found.append(seen[i][j])
    return found
