"""ML student one-hot encodes labels and builds a confusion matrix.

expect: faster
about: element loops over numpy label arrays, list(classes).index in each, np.vstack growing the matrix row by row
"""
# %% function
import numpy as np


def one_hot(labels, classes):
    rows = None
    for lab in labels:
        row = np.zeros((1, len(classes)))
        row[0, list(classes).index(lab)] = 1
        if rows is None:
            rows = row
        else:
            rows = np.vstack((rows, row))
    return rows


def confusion(y_true, y_pred):
    classes = np.unique(np.concatenate([y_true, y_pred]))
    a = one_hot(y_true, classes)
    b = one_hot(y_pred, classes)
    return classes, a.T @ b

# %% calls
import numpy as np
_g = np.random.default_rng(97)


def _l(n, k):
    return _g.integers(0, k, n)


ENTRY = "confusion"
CALLS = [(_l(20, 3), _l(20, 3)), (_l(500, 8), _l(500, 8)), (_l(900, 5), _l(900, 5)), (_g.choice(np.array(["Hund", "Katze"]), 300), _g.choice(np.array(["Hund", "Katze"]), 300))]
