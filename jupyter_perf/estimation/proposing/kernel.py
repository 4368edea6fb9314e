"""A smooth function through noisy points: kernel ridge regression with one length a column.

With R the Matérn kernel (order 5/2) of distances scaled by each column's length, η the ridge,

    m(x) = R(x, X) (R(X, X) + ηI)⁻¹ y,      c(x, z) = R(x, z) − R(x, X) (R + ηI)⁻¹ R(X, z)

where c is what knowing the rows leaves open at x and z together. Lengths and η are those under
which the logged values are likeliest (Rasmussen and Williams, "Gaussian Processes for Machine
Learning", 2006, equations 2.25, 2.26, 5.8 and 5.9), with a weak preference for middle lengths.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .column import Array, Places

_ROOT5 = math.sqrt(5.0)
_MOST_FITTED = 300
"""Rows by which lengths are chosen; the function goes through more."""
_SHORTEST, _LONGEST = 0.02, 50.0
_USUAL, _SPREAD = 0.7, 1.5
"""Of lengths, before anything is seen: the middle, and the deviation of the logarithm."""
_LEAST_RIDGE, _MOST_RIDGE = 1e-6, 1.0
_STARTS = (0.3, 1.5)


@dataclass(frozen=True)
class Shape:
    """What is learnt of the function before it is drawn through points."""

    lengths: Array
    """Of each feature."""
    ridge: float


def matern(distance: Array) -> Array:
    """R of scaled distances."""
    return np.asarray((1 + _ROOT5 * distance + 5 / 3 * distance**2) * np.exp(-_ROOT5 * distance))


class Smooth:
    """Through `values` (rows,) at `points` (rows, features), standardised inside."""

    def __init__(self, points: Array, values: Array, shape: Shape) -> None:
        from scipy.linalg import cho_factor

        self.shape = shape
        self.middle, self.scale = float(values.mean()), float(values.std()) or 1.0
        self.values = (values - self.middle) / self.scale
        self._points = points / shape.lengths
        matrix = matern(_distances(self._points, self._points))
        matrix[np.diag_indices(len(points))] += shape.ridge
        self._factor = cho_factor(matrix, lower=True)
        self.weights = self.solved(self.values)
        self.variance = max(float(self.values @ self.weights) / len(values), 1e-12)
        """Of the function before anything is seen, in standardised units squared."""

    def solved(self, sides: Array) -> Array:
        """(R + ηI)⁻¹ `sides`."""
        from scipy.linalg import cho_solve

        return np.asarray(cho_solve(self._factor, sides))

    def near(self, points: Array) -> Array:
        """R of `points` and the rows: (points, rows)."""
        return matern(_distances(points / self.shape.lengths, self._points))

    def between(self, some: Array, others: Array) -> Array:
        """R of any two sets of points."""
        lengths = self.shape.lengths
        return matern(_distances(some / lengths, others / lengths))

    def mean(self, points: Array) -> Array:
        """m, in standardised units."""
        return np.asarray(self.near(points) @ self.weights)

    def deviation(self, points: Array) -> Array:
        """What is left open, in standardised units."""
        near = self.near(points)
        left = 1 - np.einsum("ij,ji->i", near, self.solved(near.T))
        return np.asarray(np.sqrt(self.variance * np.maximum(left, 1e-12)))

    def left_out(self) -> tuple[Array, Array]:
        """Mean and deviation at each row as if it weren't there (the same book's equation 5.12)."""
        precision = np.diag(self.solved(np.eye(len(self.values))))
        deviations = np.sqrt(self.variance / precision)
        return self.values - self.weights / precision, deviations

    def among(self, rows: Places, points: Array) -> Smooth:
        """The same shape through `rows` alone, of all `points`."""
        return Smooth(points[rows], self.values[rows], self.shape)


def shape_of(
    points: Array, values: Array, groups: Sequence[int], random: np.random.Generator
) -> Shape:
    """The likeliest lengths and ridge; features of one group share a length."""
    from scipy.optimize import minimize

    chosen = random.permutation(len(points))[:_MOST_FITTED]
    names = sorted(set(groups))
    places = np.array([names.index(each) for each in groups], dtype=int)
    fit = _Likelihood(points[chosen], values[chosen], places, len(names))
    ends = [(math.log(_SHORTEST), math.log(_LONGEST))] * len(names)
    ends.append((math.log(_LEAST_RIDGE), math.log(_MOST_RIDGE)))
    found = [
        minimize(
            fit,
            np.append(np.full(len(names), math.log(start)), math.log(1e-3)),
            jac=True,
            method="L-BFGS-B",
            bounds=ends,
            options={"maxiter": 60},
        )
        for start in _STARTS
    ]
    best = min(found, key=lambda each: float(each.fun)).x
    return Shape(np.exp(best[:-1])[places], float(np.exp(best[-1])))


class _Likelihood:
    """Minus the logarithm of the likelihood, with the scale at its best value, and its slope."""

    def __init__(self, points: Array, values: Array, places: Array, groups: int) -> None:
        self._values = (values - values.mean()) / (values.std() or 1.0)
        of_group = [points[:, places == group] for group in range(groups)]
        self._squares = np.array([_squares(each, each) for each in of_group])

    def __call__(self, logarithms: Array) -> tuple[float, Array]:
        from scipy.linalg import cho_factor, cho_solve

        lengths, ridge = np.exp(logarithms[:-1]), math.exp(logarithms[-1])
        rows = len(self._values)
        distance = np.sqrt(np.tensordot(lengths**-2.0, self._squares, 1))
        matrix = matern(distance)
        matrix[np.diag_indices(rows)] += ridge
        factor = cho_factor(matrix, lower=True)
        weights, inverse = cho_solve(factor, self._values), cho_solve(factor, np.eye(rows))
        variance = max(float(self._values @ weights) / rows, 1e-12)
        slope = 0.5 * (inverse - np.outer(weights, weights) / variance)
        along = 5 / 3 * (1 + _ROOT5 * distance) * np.exp(-_ROOT5 * distance) * slope
        off = (logarithms[:-1] - math.log(_USUAL)) / _SPREAD
        value = rows / 2 * math.log(variance) + np.log(np.diag(factor[0])).sum()
        slopes = np.tensordot(self._squares, along, 2) / lengths**2 + off / _SPREAD
        return (
            float(value + 0.5 * (off**2).sum()),
            np.append(slopes, ridge * np.trace(slope)),
        )


def _distances(some: Array, others: Array) -> Array:
    squares = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None, :]
    return np.asarray(np.sqrt(np.maximum(squares - 2 * some @ others.T, 0.0)))


def _squares(some: Array, others: Array) -> Array:
    from scipy.spatial.distance import cdist

    return np.asarray(cdist(some, others, "sqeuclidean"))
