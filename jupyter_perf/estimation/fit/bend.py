"""Powers that change along the samples in a way that no form follows: nobody knows how they go on.

A threshold that small inputs stay below, or a table that overflows, bends the curve of a cost in
logarithms. What a parabola through the residuals makes of it at the target isn't believed, but as
far as it lies beyond the noise it is a measure of what may be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .samples import Data, Floats

_NEAR = 2.5
"""Samples within so many e-folds of the largest are looked at: below lie fixed costs."""
_LEAST_SAMPLES = 5
_LEAST_NOISE = 0.015
_BELIEVED = 0.6
_FURTHEST = 3.0
"""E-folds beyond the largest sample, after which a bend is thought to end."""


@dataclass(frozen=True)
class Bend:
    """ln(cost / prediction) as a parabola of ln(size / largest)."""

    largest: float
    coefficients: Floats
    covariance: Floats
    """(3,) and (3, 3), of the constant, the slope and the curvature."""

    def error_at(self, sizes: Floats) -> Floats:
        """(k,): a share of what the parabola adds beyond the largest sample and its noise."""
        beyond = np.clip(np.log(sizes[:, 0] / self.largest), 0.0, _FURTHEST)
        rows = np.column_stack([np.zeros(len(beyond)), beyond, beyond**2])
        noise = np.sqrt(np.einsum("ij,jk,ik->i", rows, self.covariance, rows))
        return np.asarray(_BELIEVED * np.maximum(0.0, np.abs(rows @ self.coefficients) - noise))


def fit_bend(data: Data, left: Floats) -> Bend | None:
    """`left` is ln(cost / prediction) per sample. None where samples are too few, or of two
    sizes."""
    distance = np.log(data.sizes[:, 0] / data.largest[0])
    near = distance >= -_NEAR
    if len(data.names) != 1 or near.sum() < _LEAST_SAMPLES:
        return None
    rows = np.column_stack([np.ones(near.sum()), distance[near], distance[near] ** 2])
    error = np.hypot(data.noise[near], _LEAST_NOISE)
    scaled = rows / error[:, None]
    if np.linalg.matrix_rank(scaled) < rows.shape[1]:
        return None
    covariance = np.asarray(np.linalg.inv(scaled.T @ scaled), float)
    coefficients = covariance @ (scaled.T @ (left[near] / error))
    misfit = float((((left[near] - rows @ coefficients) / error) ** 2).sum())
    inflation = max(1.0, misfit / max(1, int(near.sum()) - rows.shape[1]))
    return Bend(float(data.largest[0]), coefficients, covariance * inflation)
