"""How likely a design is to work: from rows that did and didn't, and from measured limits.

Labels ±1 are smoothed over designs like any other value (`kernel`); the margin m(x) becomes a
probability by the logistic curve that fits the margins of rows that were left out (Platt,
"Probabilistic Outputs for Support Vector Machines", 1999), of those alone whose predicted objective
is in the better half: designs that are proposed are there, and constraints are tighter there. A
limit on a measured column counts by the column's own smooth function and what is left open of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .column import Array, Flags, Places
from .kernel import Smooth, shape_of

SAID = 1.5
"""Deviations by which margins are lowered for what is said of proposals: they were picked for the
model's errors too. What fitted on average on the tuning problems of the benchmark."""
_MOST_ROWS = 600
_LEAST = 1e-9


@dataclass(frozen=True)
class Margins:
    """Whether a design runs at all."""

    smooth: Smooth | None
    """None where all rows did: then `share` holds everywhere."""
    slope: float
    offset: float
    share: float

    def chance(self, points: Array, caution: float) -> Array:
        """With the margin lower by so many deviations: (points,)."""
        if self.smooth is None:
            return np.full(len(points), self.share)
        margin = self.smooth.mean(points)
        if caution:
            margin = margin - caution * self.smooth.deviation(points)
        return _logistic(self.slope * margin + self.offset)


@dataclass(frozen=True)
class Limit:
    """A measured column that must not be above `most`."""

    smooth: Smooth
    most: float
    widening: float
    """By which deviations are multiplied so that left-out rows are within them."""

    def chance(self, points: Array) -> Array:
        from scipy.special import ndtr

        most = (self.most - self.smooth.middle) / self.smooth.scale
        spread = self.smooth.deviation(points) * self.widening
        return np.asarray(ndtr((most - self.smooth.mean(points)) / spread))


@dataclass(frozen=True)
class Feasibility:
    margins: Margins
    limits: tuple[Limit, ...] = ()

    def chance(self, points: Array, caution: float = 0.0) -> Array:
        """That a design runs and keeps all limits: (points,), above 0."""
        found = self.margins.chance(points, caution)
        for limit in self.limits:
            found = found * limit.chance(points)
        return np.maximum(found, _LEAST)


Features = Callable[[Places], Array]
"""Of rows: (rows, features). Asked for few of them, however many were logged."""


def margins_of(
    features: Features,
    works: Flags,
    cost: Callable[[Array], Array],
    groups: Sequence[int],
    random: np.random.Generator,
) -> Margins:
    """From whether each row worked; `cost` predicts the objective of points."""
    count = len(works)
    share = (float(works.sum()) + 1) / (count + 2)
    if works.all():
        return Margins(None, 0.0, 0.0, share)
    chosen = random.permutation(count)[:_MOST_ROWS]
    points, works = features(chosen), works[chosen]
    costs = cost(points)
    labels = np.where(works, 1.0, -1.0)
    if abs(labels.sum()) == len(labels):
        return Margins(None, 0.0, 0.0, share)
    smooth = Smooth(points, labels, shape_of(points, labels, groups, random))
    better = costs <= np.median(costs)
    if works[better].all() or not works[better].any():
        better[:] = True
    slope, offset = _platt(smooth.left_out()[0][better], works[better])
    return Margins(smooth, slope, offset, share)


def limits_of(
    features: Features,
    measured: Mapping[str, Array],
    most: Mapping[str, float],
    groups: Sequence[int],
    random: np.random.Generator,
) -> tuple[Limit, ...]:
    """One each of `most`, through the rows where the column was measured."""
    found = []
    for name, limit in most.items():
        known = np.flatnonzero(np.isfinite(measured[name]))
        chosen = random.permutation(known)[:_MOST_ROWS]
        points, values = features(chosen), measured[name][chosen]
        smooth = Smooth(points, values, shape_of(points, values, groups, random))
        means, deviations = smooth.left_out()
        off = np.abs(smooth.values - means) / deviations
        found.append(Limit(smooth, limit, max(1.0, float(np.quantile(off, 0.68)))))
    return tuple(found)


def _platt(margins: Array, works: Flags) -> tuple[float, float]:
    """Slope and offset of the likeliest logistic curve, with targets drawn in as Platt does."""
    from scipy.optimize import minimize

    good, bad = float(works.sum()), float((~works).sum())
    wanted = np.where(works, (good + 1) / (good + 2), 1 / (bad + 2))

    def loss(parameters: Array) -> tuple[float, Array]:
        score = parameters[0] * margins + parameters[1]
        off = _logistic(score) - wanted
        value = float((np.logaddexp(0, score) - wanted * score).sum())
        return value, np.array([float(off @ margins), float(off.sum())])

    found = minimize(loss, np.array([2.0, 0.0]), jac=True, bounds=[(0.1, 50.0), (-10.0, 10.0)]).x
    return float(found[0]), float(found[1])


def _logistic(score: Array) -> Array:
    from scipy.special import expit

    return np.asarray(expit(score))
