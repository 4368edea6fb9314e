"""Hiking game: cheapest way down a grid moving right or down.

expect: faster
about: naive recursion over the grid visits each cell exponentially often
"""
# %% function
def cheapest(grid, r=0, c=0):
    rows, cols = len(grid), len(grid[0])
    here = grid[r][c]
    if r == rows - 1 and c == cols - 1:
        return here
    if r == rows - 1:
        return here + cheapest(grid, r, c + 1)
    if c == cols - 1:
        return here + cheapest(grid, r + 1, c)
    return here + min(cheapest(grid, r + 1, c), cheapest(grid, r, c + 1))

# %% calls
import random
_r = random.Random(79)


def _g(h, w):
    return [[_r.randrange(1, 20) for _ in range(w)] for _ in range(h)]


ENTRY = "cheapest"
CALLS = [(_g(3, 4),), (_g(6, 7),), (_g(8, 8),), (_g(1, 30),), (_g(9, 7), 1, 0)]
