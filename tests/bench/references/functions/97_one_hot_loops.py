import numpy as np


def one_hot(labels, classes):
    places = [list(classes).index(lab) for lab in labels]
    if not places:
        return None
    rows = np.zeros((len(places), len(classes)))
    rows[np.arange(len(places)), places] = 1
    return rows


def confusion(y_true, y_pred):
    n = len(y_true)
    classes, codes = np.unique(np.concatenate([y_true, y_pred]), return_inverse=True)
    kinds = {np.asarray(y).dtype.kind for y in (y_true, y_pred)}
    if n == 0 or len(y_pred) != n or len(kinds) > 1 or not kinds <= set("iUb"):
        a = one_hot(y_true, classes)
        b = one_hot(y_pred, classes)
        return classes, a.T @ b
    k = len(classes)
    pairs = np.bincount(codes[:n] * k + codes[n:], minlength=k * k)
    return classes, pairs.reshape(k, k).astype(float)
