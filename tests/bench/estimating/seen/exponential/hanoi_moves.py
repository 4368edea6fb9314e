"""Teacher records all moves of the towers of Hanoi.

family: exponential
small: discs = 4
"""
# %% setup
discs = 26
# %% cell
def hanoi(k, source, target, spare):
    if k == 0:
        return 0
    return hanoi(k - 1, source, spare, target) + 1 + hanoi(k - 1, spare, target, source)

moves = hanoi(discs, "A", "C", "B")
print(moves)
