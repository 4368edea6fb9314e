"""How far samples lie from any smooth law: their noise, whatever the repetitions of one size say.

Repetitions follow each other within moments and agree; another size is timed under another load.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .samples import Data

_SPARE = 2
"""Samples beyond the curve's own coefficients, below which nothing is learned of the noise."""


def with_scatter(data: Data) -> Data:
    """The data, each noise raised by the scatter around a parabola in logarithms."""
    logs = np.log(data.sizes / data.largest)
    columns = [np.ones(len(logs)), *logs.T, *(logs**2).T]
    if logs.shape[1] == 2:
        columns.append(logs[:, 0] * logs[:, 1])
    rows = np.column_stack(columns)
    freedom = len(rows) - rows.shape[1]
    if freedom < _SPARE:
        return data
    weights = 1 / np.hypot(data.noise, 0.01)
    solution, *_ = np.linalg.lstsq(
        rows * weights[:, None], np.log(data.values) * weights, rcond=None
    )
    left = (np.log(data.values) - rows @ solution) * weights
    excess = max(1.0, float((left**2).sum()) / freedom) ** 0.5
    return replace(data, noise=np.hypot(data.noise, 0.01) * excess)
