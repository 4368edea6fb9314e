"""Puzzle fan counts solutions for a board of size n.

family: exponential
small: n = 5
"""
# %% setup
n = 13
# %% cell
def place(row, columns, left, right):
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if c in columns or row + c in left or row - c in right:
            continue
        count += place(row + 1, columns | {c}, left | {row + c}, right | {row - c})
    return count

solutions = place(0, frozenset(), frozenset(), frozenset())
print(solutions)
