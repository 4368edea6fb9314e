"""The most that given machines can serve."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .problem import Problem


def most_rate(problem: Problem, counts: np.ndarray) -> float:
    """Requests a second, spread as `problem` says, that at most `counts` (G,) instances, and the
    devices that they share, serve when requests of a bucket may be split at will and nothing is
    kept in reserve.

    The linear program: maximise λ where Σ_g m_bg = λ, Σ_b m_bg·l_bg ≤ a_g·y_g and y_g ≤ counts_g.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    one = replace(problem, rate=1.0)
    able = np.isfinite(one.loads) & (counts > 0)
    if not able.any(axis=1).all():
        return 0.0
    cell, kind = np.nonzero(able)
    (cells, kinds), pairs = able.shape, len(cell)
    # In units in which numbers are near 1.
    unit = float((one.loads[cell, kind] * one.slices).max())
    loads = one.loads[cell, kind] * one.slices / unit
    part, every, last = np.arange(pairs), np.arange(kinds), pairs + kinds
    rows, columns = np.r_[cell, np.arange(cells)], np.r_[part, np.full(cells, last)]
    split = csr_array((np.r_[np.ones(pairs), -np.ones(cells)], (rows, columns)))
    rows, columns = np.r_[kind, every], np.r_[part, pairs + every]
    load = csr_array((np.r_[loads, -one.working], (rows, columns)), shape=(kinds, last + 1))
    taken, there = one.pools
    devices = np.pad(taken, ((0, 0), (pairs, 1)))
    found = milp(
        np.r_[np.zeros(last), -1.0],
        constraints=[
            LinearConstraint(split, 0.0, 0.0),
            LinearConstraint(load, -np.inf, 0.0),
            *([LinearConstraint(devices, -np.inf, there)] if len(there) else []),
        ],
        bounds=Bounds(0.0, np.r_[np.full(pairs, np.inf), counts, np.inf]),
    )
    return 0.0 if found.x is None else float(found.x[-1]) / unit
