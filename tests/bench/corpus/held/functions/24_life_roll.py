"""Physics tutor's game of life on a torus.

expect: nothing
about: neighbour counts are already whole-array sums of rolled views on a small integer type
"""
# %% function
import numpy as np


def life(board, generations):
    b = board.astype(np.uint8)
    for _ in range(generations):
        rows = np.roll(b, 1, 0) + b + np.roll(b, -1, 0)
        n = np.roll(rows, 1, 1) + rows + np.roll(rows, -1, 1)
        b = ((n == 3) | ((n == 4) & (b == 1))).astype(np.uint8)
    return b

# %% calls
import numpy as np
_g = np.random.default_rng(24)
ENTRY = "life"
CALLS = [(_g.random((16, 16)) < .4, 20), (_g.random((128, 128)) < .3, 60), (_g.random((300, 200)) < .35, 30), (np.zeros((5, 5), bool), 3)]
