"""A food scientist gets principal components of standardised tasting scores.

expect: nothing
about: vectorised, the time is in the singular value decomposition
"""

# %% function
import numpy as np


def tasting_components(scores, k=3):
    x = np.asarray(scores, dtype=float)
    if x.shape[0] < 2:
        return np.zeros((x.shape[0], 0)), np.zeros(0)
    x = x - x.mean(axis=0)
    sd = x.std(axis=0, ddof=1)
    x = x / np.where(sd > 0, sd, 1.0)
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    # fix the signs, so that the largest loading is positive
    strongest = np.abs(vt).argmax(axis=1)
    signs = np.sign(vt[np.arange(len(vt)), strongest])
    points = (u * s * signs)[:, :k]
    explained = s**2 / (s**2).sum()
    return points.round(6), explained[:k].round(6)


# %% calls
import numpy as np

rng = np.random.default_rng(14)


def panel(n, p):
    hidden = rng.normal(size=(n, 4))
    return hidden @ rng.normal(size=(4, p)) + rng.normal(scale=0.7, size=(n, p))


ENTRY = "tasting_components"
CALLS = [
    (panel(4000, 220),),
    (panel(9000, 100), 5),
    (np.zeros((0, 4)),),
    (np.array([[1.0, 2.0, 3.0]]),),
    (panel(25, 6), 2),
]
