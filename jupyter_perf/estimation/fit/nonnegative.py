"""Least squares with non-negative multiples, of a few columns.

SciPy's `nnls` gives the same, but importing `scipy.optimize` takes about as long as all samples of
a cell may: with three columns each choice of those that aren't zero is tried instead.
"""

from __future__ import annotations

import itertools

import numpy as np

from .samples import Floats


def nonnegative(columns: Floats, wanted: Floats) -> tuple[Floats, float]:
    """Multiples (c,) ≥ 0 of `columns` (k, c) with the least |columns · multiples - wanted|, and
    that distance. For few columns: its work doubles with each."""
    count = columns.shape[1]
    best, distance = np.zeros(count), float(np.linalg.norm(wanted))
    for size in range(1, count + 1):
        for chosen in itertools.combinations(range(count), size):
            used = columns[:, chosen]
            multiples, *_ = np.linalg.lstsq(used, wanted, rcond=None)
            if (multiples < 0).any():
                continue
            left = float(np.linalg.norm(used @ multiples - wanted))
            if left < distance:
                best, distance = np.zeros(count), left
                best[list(chosen)] = multiples
    return best, distance
