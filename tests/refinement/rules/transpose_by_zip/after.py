rows = [[(i * j) % 7 for j in range(5)] for i in range(8)]
words = ["abc", "def", "xyz"]
CALLS = [([[1, 2, 3], [4, 5, 6]],), ([[1], [2], [3]],), ([[], []],), ([[1, 2, 3], [4, 5]],), ([],), ([[1, 2], [3, 4, 5]],)]
# %% a comprehension
columns = ([list(column) for column in zip(*rows)] if set(map(len, rows)) == {len(rows[0])} else [[rows[i][j] for i in range(len(rows))] for j in range(len(rows[0]))])
# %% row by row, of texts
height = len(words)
letters = ([list(column) for column in zip(*words)] if set(map(len, words)) == {3} else [[word[k] for word in words] for k in range(3)])
# %% loops; raises [function transpose]
def transpose(matrix):
    rows = len(matrix)
    cols = len(matrix[0])
    result = []
    if set(map(len, matrix)) == {cols}:
        result.extend([list(column) for column in zip(*matrix)])
    else:
        for j in range(cols):
            new_row = []
            for i in range(rows):
                new_row.append(matrix[i][j])  # below each other
            result.append(new_row)
    return result
# %% a loop around a comprehension; raises [function columns]
def columns(table):
    found = []
    if set(map(len, table)) == {len(table[0])}:
        found.extend([list(column_2) for column_2 in zip(*table)])
    else:
        for k in range(len(table[0])):
            column = [line[k] for line in table]
            found.append(column)
    return found
