"""A biologist needs the matrix of pairwise differences of aligned sequences for a tree.

expect: faster
about: letters compared one by one in Python for all ordered pairs; arrays of bytes, half the pairs
"""

# %% function
import numpy as np


def p_distance(s1, s2):
    diff = 0
    valid = 0
    for i in range(len(s1)):
        if s1[i] in "-N?" or s2[i] in "-N?":
            continue
        valid += 1
        if s1[i] != s2[i]:
            diff += 1
    if valid == 0:
        return np.nan
    return diff / valid


def distance_matrix(alignment):
    names = list(alignment.keys())
    m = np.zeros((len(names), len(names)))
    for a in range(len(names)):
        for b in range(len(names)):
            if a != b:
                m[a, b] = p_distance(alignment[names[a]].upper(), alignment[names[b]].upper())
    return names, m


# %% calls
import numpy as np

rng = np.random.default_rng(2)


def alignment(n, length):
    root = rng.choice(list("ACGT"), length)
    out = {}
    for k in range(n):
        s = np.where(rng.random(length) < 0.08, rng.choice(list("ACGT"), length), root)
        s = np.where(rng.random(length) < 0.04, rng.choice(list("-N"), length), s)
        out[f"Käfer_{k}"] = "".join(s) if k % 5 else "".join(s).lower()
    return out


ENTRY = "distance_matrix"
CALLS = [
    (alignment(48, 900),),
    (alignment(34, 700),),
    ({},),
    ({"one": "ACGT"},),
    ({"a": "ACGT--", "b": "acga-N", "c": "------"},),
]
