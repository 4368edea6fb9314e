import numpy as np
rows = [[(i * j) % 7 for j in range(5)] for i in range(8)]
array = np.arange(12).reshape(3, 4)
CALLS = [([[1, 2, 3], [4, 5, 6]],), ([[1], [2], [3]],)]
# %% an array
columns = [[array[i][j] for i in range(len(array))] for j in range(array.shape[1])]
# %% something is done with each element
columns = [[rows[i][j] + 1 for i in range(len(rows))] for j in range(len(rows[0]))]
# %% some are left out
columns = [[rows[i][j] for i in range(len(rows)) if rows[i][j]] for j in range(5)]
# %% the rows themselves
same = [[rows[i][j] for j in range(5)] for i in range(len(rows))]
# %% a variable is read afterwards [function columns]
def columns(table):
    found = []
    for k in range(len(table[0])):
        column = [line[k] for line in table]
        found.append(column)
    return found, column
# %% a diagonal
ends = [[rows[i][i] for i in range(len(rows[0]))] for j in range(len(rows[0]))]
