"""What the forms leave at the largest samples: a level and a slope in logarithms.

No form follows a cost that rises as data leaves a cache, or a table that grows by doubling. The
slope of what remains does, as far as the samples near the largest are sure of it: it is estimated
with a prior around none (Bayesian linear regression with known noise).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .samples import Data, Floats

_NEAR = math.log(4.0)
"""Samples within this many e-folds of the largest count in full."""
_LEAST_NOISE = 0.015
_LEVEL_ERROR, _SLOPE_ERROR = 0.1, 0.03
"""Standard deviations before any sample is seen."""


@dataclass(frozen=True)
class Trend:
    """ln(cost / forms) = level + slopes · ln(sizes / largest)."""

    largest: Floats
    level: float
    slopes: Floats
    covariance: Floats
    """(v + 1, v + 1) of level and slopes."""

    def log_at(self, sizes: Floats) -> Floats:
        """(k,): what is added to the logarithm of the forms."""
        added: Floats = self.level + np.log(sizes / self.largest) @ self.slopes
        return added

    def error_at(self, sizes: Floats) -> Floats:
        """(k,): standard deviation of that, from the noise of the samples."""
        rows = np.column_stack([np.ones(len(sizes)), np.log(sizes / self.largest)])
        variance = np.einsum("ij,jk,ik->i", rows, self.covariance, rows)
        return np.asarray(np.sqrt(np.maximum(variance, 0.0)))

    @property
    def slope_errors(self) -> Floats:
        return np.asarray(np.sqrt(np.maximum(np.diag(self.covariance)[1:], 0.0)))


def fit_trend(data: Data, left: Floats, growth: Floats) -> Trend:
    """`left` is ln(cost / forms) per sample; a slope never turns half of the forms' `growth`."""
    near = nearness(data)
    error = np.hypot(data.noise, _LEAST_NOISE) / near
    steadying = np.diag([_LEVEL_ERROR**-2] + [_SLOPE_ERROR**-2] * len(growth))
    rows = np.column_stack([np.ones(len(left)), np.log(data.sizes / data.largest)])
    solution, covariance = _posterior(rows, left, error, steadying)
    # Noise is often more than the repetitions of one size show: all of them ran in one minute.
    misfit = float((((left - rows @ solution) / error) ** 2).sum())
    freedom = max(1.0, float((near**2).sum()) - len(solution))
    inflation = max(1.0, misfit / freedom)
    if inflation > 1:
        error = error * math.sqrt(inflation)
        solution, covariance = _posterior(rows, left, error, steadying)
    slopes = np.maximum(solution[1:], -growth / 2)
    return Trend(data.largest, float(solution[0]), slopes, covariance)


def _posterior(
    rows: Floats, left: Floats, error: Floats, steadying: Floats
) -> tuple[Floats, Floats]:
    scaled = rows / error[:, None]
    covariance: Floats = np.linalg.inv(scaled.T @ scaled + steadying).astype(np.float64)
    return covariance @ (scaled.T @ (left / error)), covariance


def nearness(data: Data) -> Floats:
    """(k,): 1 near the largest sample, less below; three samples at the least count in full."""
    distance = np.log(data.largest / data.sizes).max(axis=1)
    least = np.sort(distance)[min(2 * len(data.names), len(distance) - 1)]
    reach = max(_NEAR, float(least)) + 1e-9
    return np.asarray(np.where(distance <= reach, 1.0, 0.25 * reach / np.maximum(distance, reach)))
