"""Engineer relaxes a plate temperature in place, row by row.

expect: nothing
about: each row uses rows already updated in this sweep and stops on a tolerance; whole-array (Jacobi) updates give other numbers
"""
# %% function
import numpy as np


def relax(T, tol, max_sweeps):
    T = T.astype(float).copy()
    for sweep in range(1, max_sweeps + 1):
        change = 0.0
        for r in range(1, T.shape[0] - 1):
            new = 0.25 * (T[r - 1, 1:-1] + T[r + 1, 1:-1] + T[r, :-2] + T[r, 2:])
            change = max(change, float(np.abs(new - T[r, 1:-1]).max()))
            T[r, 1:-1] = new
        if change < tol:
            break
    return T, sweep

# %% calls
import numpy as np


def _plate(h, w):
    p = np.zeros((h, w))
    p[0] = 100
    p[:, 0] = np.linspace(0, 50, h)
    return p


ENTRY = "relax"
CALLS = [(_plate(5, 5), 1e-3, 100), (_plate(20, 200), 1e-2, 40), (_plate(40, 300), .1, 60)]
