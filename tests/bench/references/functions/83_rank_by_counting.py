import numpy as np


def average_ranks(x):
    x = np.asarray(x)
    if len(x) == 0:
        return np.array([])
    ordered = np.sort(x)
    smaller = ordered.searchsorted(x, "left")
    equal = ordered.searchsorted(x, "right") - smaller
    ranks = smaller + (equal + 1) / 2
    if x.dtype.kind == "f":
        ranks[np.isnan(x)] = 0.5  # smaller than nothing, equal to nothing
    return ranks
