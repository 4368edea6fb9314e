"""Psychologist's rank transform with average ranks for ties.

expect: faster
about: counts smaller and equal values for every element over the whole array; sorting once gives the ranks
"""
# %% function
import numpy as np


def average_ranks(x):
    x = np.asarray(x)
    ranks = []
    for v in x:
        smaller = 0
        equal = 0
        for w in x:
            if w < v:
                smaller += 1
            elif w == v:
                equal += 1
        ranks.append(smaller + (equal + 1) / 2)
    return np.array(ranks)

# %% calls
import numpy as np
_g = np.random.default_rng(80)
ENTRY = "average_ranks"
CALLS = [(_g.integers(1, 6, 20),), (_g.normal(size=250),), (_g.integers(0, 40, 350),), ([2.0, 2.0, 1.0],)]
