"""A dialectologist clusters villages by their answers to a questionnaire.

expect: nothing
about: scipy's hierarchical clustering does the work
"""

# %% function
import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist


def dialect_groups(answers, groups):
    answers = np.asarray(answers)
    if len(answers) < 2:
        return np.ones(len(answers), dtype=int), np.zeros(groups, dtype=int)
    distances = pdist(answers, metric="hamming")
    tree = linkage(distances, method="average")
    labels = fcluster(tree, groups, criterion="maxclust")
    return labels, np.bincount(labels, minlength=groups + 1)[1:]


# %% calls
import numpy as np

rng = np.random.default_rng(16)


def villages(n, questions):
    kind = rng.integers(0, 5, n)
    typical = rng.integers(0, 6, (5, questions))
    return np.where(rng.random((n, questions)) < 0.6, typical[kind], rng.integers(0, 6, (n, questions)))


ENTRY = "dialect_groups"
CALLS = [
    (villages(1800, 150), 6),
    (villages(1300, 80), 4),
    (villages(0, 3), 2),
    (villages(1, 3), 2),
    (villages(40, 20), 5),
]
