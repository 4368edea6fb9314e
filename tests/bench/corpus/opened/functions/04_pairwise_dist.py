"""A physicist computes all inter-particle distances for a pair-correlation plot.

expect: faster
about: triple python loop over numpy elements that broadcasting or cdist does at once
"""
# %% function
import numpy as np


def distance_matrix(pos):
    n, dim = pos.shape
    D = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(dim):
                s += (pos[i, k] - pos[j, k]) ** 2
            D[i, j] = np.sqrt(s)
    return D

# %% calls
import numpy as np
_g = np.random.default_rng(5)
ENTRY = "distance_matrix"
CALLS = [(_g.normal(size=(30, 3)),), (_g.uniform(0, 10, (80, 3)),), (_g.normal(size=(100, 2)),), (np.zeros((4, 3)),)]
