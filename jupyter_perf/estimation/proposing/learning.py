"""All that is learnt from a log: the objective, what works, how far to trust it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...core import units
from .batch import Batch, against, batch
from .caution import Caution, chosen
from .column import Array, Places
from .evolving import Search
from .feasibility import Feasibility, limits_of, margins_of
from .kernel import Smooth, shape_of
from .reading import Log
from .space import keys
from .surrogate import Surrogate
from .warping import Warp, warp_for

MOST_ROWS = 500
"""That the objective's function goes through: the best half of it, and others at random."""
_MOST_INFEASIBLE = 100
_POOL = 400
_INTERVAL = 0.8
_BEST, _LEAST_BEST = 0.25, 8
"""Of the rows, by which intervals are widened: a share, and a number."""


@dataclass(frozen=True)
class Model:
    """Costs are small where the objective is good."""

    warp: Warp
    surrogate: Surrogate
    feasibility: Feasibility
    caution: Caution
    widening: float
    """Deviations that eight of ten left-out rows are within."""
    notes: tuple[str, ...]

    def batch(self, search: Search, log: Log, count: int) -> Batch:
        """Up to `count` designs that weren't logged."""
        return batch(search, self.surrogate, self.feasibility, set(keys(log.genes)), count)

    def predict(self, points: Array) -> tuple[Array, Array, Array]:
        """Costs of designs as they are proposed: pessimistic, low and high."""
        plain = self.surrogate.plain
        pessimistic, middle = self.surrogate.wary(points), plain.mean(points)
        reach = self.widening * plain.deviation(points)
        low, high = middle - reach, np.maximum(middle + reach, pessimistic)
        return self._cost(np.maximum(pessimistic, low)), self._cost(low), self._cost(high)

    def _cost(self, standardised: Array) -> Array:
        plain = self.surrogate.plain
        return self.warp.back(standardised * plain.scale + plain.middle)


def learnt(
    log: Log, limits: Mapping[str, float], search: Search, random: np.random.Generator
) -> Model:
    """From the rows of `log`; `search` is where designs are looked for."""
    notes: list[str] = []
    space, groups = log.space, log.space.groups

    def features(rows: Places) -> Array:
        return space.features(log.genes[rows])

    rows = _rows(log, notes, random)
    points = features(rows)
    warp = warp_for(log.cost[rows])
    costs = warp.of(log.cost[rows])
    if not costs.std():
        notes.append("the objective is the same in every row: nothing tells designs apart")
    plain = Smooth(points, costs, shape_of(points, costs, groups, random))
    failed = random.permutation(np.flatnonzero(~log.works))[:_MOST_INFEASIBLE]
    infeasible = features(failed)
    pool = search.listed if search.listed is not None else search.some(_POOL)
    wary = chosen(plain, points, infeasible, space.features(pool), random)
    feasibility = Feasibility(
        margins_of(features, log.works, plain.mean, groups, random),
        limits_of(features, log.measured, limits, groups, random),
    )
    start = Surrogate(plain, points[:0], infeasible, wary.alpha, wary.beta)
    surrogate = against(search, start, feasibility)
    return Model(warp, surrogate, feasibility, wary, _widening(plain), tuple(notes))


def _widening(plain: Smooth) -> float:
    """By the rows that are best where they are left out: proposals are among such."""
    means, deviations = plain.left_out()
    best = np.argsort(means)[: max(_LEAST_BEST, math.ceil(_BEST * len(means)))]
    return float(np.quantile((np.abs(plain.values - means) / deviations)[best], _INTERVAL))


def _rows(log: Log, notes: list[str], random: np.random.Generator) -> Places:
    """Places of the rows that are learnt from."""
    working = np.flatnonzero(log.works)
    if len(working) <= MOST_ROWS:
        return working
    order = working[np.argsort(log.cost[working], kind="stable")]
    best, others = order[: MOST_ROWS // 2], order[MOST_ROWS // 2 :]
    notes.append(
        f"learnt from {units.count(MOST_ROWS)} of {units.count(len(working))} rows: the best"
        f" {MOST_ROWS // 2}, and others at random"
    )
    return np.concatenate([best, random.choice(others, MOST_ROWS - len(best), replace=False)])
