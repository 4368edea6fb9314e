import copy
from copy import deepcopy

grid = [[i * j % 3 for i in range(5)] for j in range(4)]
shared = [[0, 1]] * 3
numbers = [3, 1, 2]
groups = {"a": [1, 2], "b": []}
rows = [{"n": 1, "s": "x"}, {"n": 2, "s": "y"}]
CALLS = [([[1, 2], [3, 4]], 2), ([], 1), ([[0]], 3)]
STDIN = ["3\n1 2 3\n4 5 6\n7 8 9\n", "0\n"]
# %% a grid
new = [row[:] for row in grid] if len(set(map(id, grid))) == len(grid) else copy.deepcopy(grid)
new[0][0] = 9
# %% rows that are shared stay shared
new = [row[:] for row in shared] if len(set(map(id, shared))) == len(shared) else deepcopy(shared)
new[0][0] = 9
# %% plain elements
turns = []
for _ in range(3):
    turns.append(numbers[:])
    turns[-1].sort()
# %% lists by name, and records
both = [({key: value[:] for key, value in groups.items()} if len(set(map(id, groups.values()))) == len(groups) else copy.deepcopy(groups)), ([row.copy() for row in rows] if len(set(map(id, rows))) == len(rows) else copy.deepcopy(rows))]
both[0]["a"].append(3)
both[1][0]["n"] = 5
# %% in a function [function grown]
import copy


def grown(cells, turns):
    for _ in range(turns):
        after = [row[:] for row in cells] if len(set(map(id, cells))) == len(cells) else copy.deepcopy(cells)
        for i in range(len(cells)):
            for j in range(len(cells[i])):
                after[i][j] = cells[i][j - 1] + 1
        cells = after
    return cells
# %% in a program [program]
import copy

board = [[int(word) for word in input().split()] for _ in range(int(input()))]
old = [row_2[:] for row_2 in board] if len(set(map(id, board))) == len(board) else copy.deepcopy(board)
for row in board:
    row.sort(reverse=True)
print(old, board)
