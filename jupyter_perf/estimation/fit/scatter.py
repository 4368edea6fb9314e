"""How far samples lie from any smooth law: their noise, whatever the repetitions of one size say.

Repetitions follow each other within moments and agree; another size is timed under another load.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from .forms import exponential, exponential_rate
from .nonnegative import nonnegative
from .samples import Data, Floats

_SPARE = 2
"""Samples beyond the curve's own coefficients, below which nothing is learned of the noise."""
_UNKNOWN = 0.06
"""What is added to it then."""
_BELIEVED_SQUARES = 2.0
"""How many samples' worth the noise counts that was given with them."""


def with_scatter(data: Data, calming: bool = True) -> Data:
    """The data, each noise raised by the scatter around a parabola in logarithms; and lowered where
    `calming`: memory comes in steps, that a few sizes may miss."""
    logs = np.log(data.sizes / data.largest)
    columns = [np.ones(len(logs)), *logs.T, *(logs**2).T]
    if logs.shape[1] == 2:
        columns.append(logs[:, 0] * logs[:, 1])
    rows = np.column_stack(columns)
    freedom = len(rows) - rows.shape[1]
    if freedom < _SPARE:
        return replace(data, noise=np.hypot(data.noise, _UNKNOWN))
    weights = 1 / np.hypot(data.noise, 0.01)
    solution, *_ = np.linalg.lstsq(
        rows * weights[:, None], np.log(data.values) * weights, rcond=None
    )
    left = (np.log(data.values) - rows @ solution) * weights
    squares = min(float((left**2).sum()), _around_exponential(data, weights))
    # Where they scatter less than thought they are believed more, as far as there are enough.
    calm = (_BELIEVED_SQUARES + squares) / (_BELIEVED_SQUARES + freedom) if calming else 1.0
    excess = max(calm, squares / freedom) ** 0.5
    return replace(data, noise=np.hypot(data.noise, 0.01) * excess)


def _around_exponential(data: Data, weights: Floats) -> float:
    """Squares around fixed costs and an exponential, which no parabola follows; infinite where
    it is none."""
    rate = exponential_rate(data) if len(data.names) == 1 else None
    if rate is None:
        return math.inf
    columns = np.column_stack(
        [np.ones(len(data.values)), exponential(rate, float(data.largest[0]))(data.sizes)]
    )
    scale = weights / data.values
    return float(nonnegative(columns * scale[:, None], weights)[1]) ** 2
