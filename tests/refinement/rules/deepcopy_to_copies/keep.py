import copy


class Own:
    pass


grid = [[1, 2], [3]]
deep = [[[1], [2]]]
mixed = [[1], (2,), {3: 4}]
objects = [[Own()]]
memo = {}
CALLS = [([[1]],)]
# %% three levels
new = copy.deepcopy(deep)
# %% several kinds
new = copy.deepcopy(mixed)
# %% elements of other types
new = [x for x in copy.deepcopy(grid + objects) if not x][:0]
# %% a memo
new = copy.deepcopy(grid, memo)[0]
memo.clear()
# %% an argument that isn't a name
new = copy.deepcopy(grid[:1])
# %% a shallow copy
new = copy.copy(grid)
# %% something is put in that isn't known
def keep(values):
    table = [[0], [1]]
    table[0].append(values)
    return copy.deepcopy(table)
