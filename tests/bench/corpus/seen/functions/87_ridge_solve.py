"""ML engineer's ridge regression by the normal equations.

expect: nothing
about: two BLAS products and one LAPACK solve; no inverse, no loop
"""
# %% function
import numpy as np


def ridge(X, y, lam):
    mu, ybar = X.mean(axis=0), y.mean()
    Xc = X - mu
    yc = y - ybar
    G = Xc.T @ Xc
    G.flat[:: G.shape[0] + 1] += lam
    w = np.linalg.solve(G, Xc.T @ yc)
    return w, float(ybar - mu @ w)

# %% calls
import numpy as np
_g = np.random.default_rng(84)
ENTRY = "ridge"
CALLS = [(_g.normal(size=(100, 4)), _g.normal(size=100), 1.0), (_g.normal(size=(5000, 60)), _g.normal(size=5000), .1), (_g.normal(size=(20000, 30)), _g.normal(size=20000), 10.)]
