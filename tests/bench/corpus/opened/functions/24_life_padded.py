"""Physics tutor's game of life on a torus.

expect: nothing
about: neighbour counts are already whole-array sums of slices of one padded buffer with a one-byte type
"""
# %% function
import numpy as np


def life(board, generations):
    h, w = board.shape
    p = np.zeros((h + 2, w + 2), dtype=np.uint8)
    b = p[1:-1, 1:-1]
    b[...] = board
    for _ in range(generations):
        p[0], p[-1] = p[-2], p[1]
        p[:, 0], p[:, -1] = p[:, -2], p[:, 1]
        rows = p[:-2] + p[1:-1]
        rows += p[2:]
        n = rows[:, :-2] + rows[:, 1:-1]
        n += rows[:, 2:]
        b[...] = (n == 3) | ((n == 4) & (b == 1))
    return b.copy()

# %% calls
import numpy as np
_g = np.random.default_rng(24)
ENTRY = "life"
CALLS = [(_g.random((16, 16)) < .4, 20), (_g.random((128, 128)) < .3, 100), (_g.random((300, 200)) < .35, 50), (np.zeros((5, 5), bool), 3)]
