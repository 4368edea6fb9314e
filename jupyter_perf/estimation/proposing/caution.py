"""How pessimistic to be: α and β by rows that were held out.

α is the least under which, of the held-out rows that an optimizer would take (the quarter that is
predicted best), at most a tenth turn out worse than predicted; it isn't raised further where that
would spoil the order of the held-out rows. β is the largest of a few that leaves that order as it
is: levels of the objective at which infeasible designs are predicted on average.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .column import Array, Flags
from .kernel import Smooth
from .space import apart
from .surrogate import Surrogate, beta_for

DEVIATIONS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""What α raises a design by, of what is left open where a usual row is left out."""
LEVELS = (0.5, 0.75)
"""Quantiles of the objective at which infeasible designs may be predicted."""
MOST_UNDER = 0.1
_WORSE_ORDER = 0.1
_SAME_ORDER = 0.02
_TAKEN = 0.25
_FOLDS = 5
_FOUND = 16
_APART = 0.02


@dataclass(frozen=True)
class Caution:
    alpha: float
    beta: float
    under: float
    """Share of the held-out rows that an optimizer would take and that are worse than predicted."""
    order: float
    """Spearman's rank correlation of predicted and logged values of held-out rows."""


@dataclass(frozen=True)
class _Fold:
    """Rows that were held out, and what predicts them. In units of the whole."""

    plain: Smooth
    points: Array
    wanted: Array
    found: Array

    def predicted(self, infeasible: Array, alpha: float, level: float | None) -> Array:
        beta = 0.0 if level is None else beta_for(self.plain, infeasible, self._own(level))
        model = Surrogate(self.plain, self.found, infeasible if beta else infeasible[:0],
                          alpha, beta)  # fmt: skip
        return model.predict(self.points) * self.plain.scale + self.plain.middle

    def _own(self, level: float) -> float:
        return (level - self.plain.middle) / self.plain.scale


def chosen(
    plain: Smooth, points: Array, infeasible: Array, pool: Array, random: np.random.Generator
) -> Caution:
    """For `plain` through `points`; `pool` are designs among which an optimizer would look."""
    folds = _folds(plain, points, pool, random)
    level = _level(folds, plain, infeasible)
    tried: list[Caution] = []
    for alpha in np.array(DEVIATIONS) / _usual(plain):
        under, order = _judged(folds, infeasible, alpha, level)
        if tried and order < tried[0].order - _WORSE_ORDER:
            break
        tried.append(Caution(float(alpha), 0.0, under, order))
        if under <= MOST_UNDER:
            break
    best = min(tried, key=lambda each: (each.under > MOST_UNDER, each.under, each.alpha))
    beta = 0.0 if level is None else beta_for(plain, infeasible, level)
    return Caution(best.alpha, beta, best.under, best.order)


def _usual(plain: Smooth) -> float:
    """√c where a row is left out, of the row in the middle."""
    deviations = plain.left_out()[1] / math.sqrt(plain.variance)
    return max(float(np.median(deviations)), 1e-3)


def _level(folds: Sequence[_Fold], plain: Smooth, infeasible: Array) -> float | None:
    """The highest of `LEVELS` that leaves the order of held-out rows as it is."""
    if not len(infeasible):
        return None
    _, order = _judged(folds, infeasible, 0.0, None)
    for quantile in sorted(LEVELS, reverse=True):
        level = float(np.quantile(plain.values, quantile))
        if _judged(folds, infeasible, 0.0, level)[1] >= order - _SAME_ORDER:
            return level
    return None


def _folds(plain: Smooth, points: Array, pool: Array, random: np.random.Generator) -> list[_Fold]:
    count = len(points)
    parts = np.array_split(random.permutation(count), min(_FOLDS, count // 2))
    found = []
    for held in parts:
        kept = np.setdiff1d(np.arange(count), held)
        model = plain.among(kept, points)
        taken = held[np.argsort(model.mean(points[held]))[: math.ceil(_TAKEN * len(held))]]
        # What an optimizer finds in the space, and what it would take of the rows held out.
        wanted = pool[np.argsort(model.mean(pool))]
        both = np.concatenate([points[taken], wanted])
        adversarial = both[apart(both, len(taken) + _FOUND, _APART)]
        found.append(_Fold(model, points[held], plain.values[held], adversarial))
    return found


def _judged(
    folds: Sequence[_Fold], infeasible: Array, alpha: float, level: float | None
) -> tuple[float, float]:
    """Share of taken rows that are worse than predicted, and the order of all held-out ones."""
    from scipy.stats import rankdata

    under: list[Flags] = []
    said, wanted = [], []
    for fold in folds:
        predicted = fold.predicted(infeasible, alpha, level)
        taken = np.argsort(predicted)[: math.ceil(_TAKEN * len(predicted))]
        under.append(predicted[taken] < fold.wanted[taken])
        said.append(predicted)
        wanted.append(fold.wanted)
    ranks = rankdata(np.concatenate(said)), rankdata(np.concatenate(wanted))
    spread = float(ranks[0].std() * ranks[1].std())
    order = float(np.cov(*ranks, bias=True)[0, 1]) / spread if spread else 0.0
    return float(np.concatenate(under).mean()), order
