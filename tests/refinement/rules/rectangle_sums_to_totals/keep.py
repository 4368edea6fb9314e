CALLS = [
    ([[1, 2, 3], [4, 5, 6], [7, -8, 9]], [(0, 0, 2, 2), (1, 1, 3, 3), (2, 0, 1, 3), (0, 2, 3, 2)]),
    ([[5]], [(0, 0, 1, 1)]),
]
# %% the cells change [function changed]
def changed(field, questions):
    field = [list(row) for row in field]
    found = []
    for top, left, bottom, right in questions:
        total = 0
        for i in range(top, bottom):
            for j in range(left, right):
                total += field[i][j]
        field[0][0] = total
        found.append(total)
    return found
# %% floats [function halves]
def halves(field, questions):
    field = [[x / 2 for x in row] for row in field]
    found = []
    for top, left, bottom, right in questions:
        total = 0
        for i in range(top, bottom):
            for j in range(left, right):
                total += field[i][j]
        found.append(total)
    return found
# %% asked once [function once]
def once(field, questions):
    total = 0
    top, left, bottom, right = questions[0]
    for i in range(top, bottom):
        for j in range(left, right):
            total += field[i][j]
    return total
# %% a triangle [function triangle]
def triangle(field, questions):
    found = []
    for top, left, bottom, right in questions:
        total = 0
        for i in range(top, bottom):
            for j in range(0, i + 1):
                total += field[i][j]
        found.append(total)
    return found
# %% a variable of the loops is read afterwards [function read]
def read(field, questions):
    found = []
    i = 0
    for top, left, bottom, right in questions:
        total = 0
        for i in range(top, bottom):
            for j in range(left, right):
                total += field[i][j]
        found.append((total, i))
    return found
# %% compared with what changes [function marked]
def marked(field, questions):
    found = []
    mark = 1
    for top, left, bottom, right in questions:
        count = 0
        for i in range(top, bottom):
            for j in range(left, right):
                if field[i][j] == mark:
                    count += 1
        mark += count
        found.append(count)
    return found
# %% by columns first [function turned]
def turned(field, questions):
    found = []
    for top, left, bottom, right in questions:
        total = 0
        for j in range(left, right):
            for i in range(top, bottom):
                total += field[i][j] * j
        found.append(total)
    return found
