"""All that is learnt from a log: the objective, what works, how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...core import units
from .batch import Batch, against, batch
from .caution import Caution, chosen
from .column import Array, Flags, Places
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


@dataclass(frozen=True)
class Model:
    """Costs are small where the objective is good."""

    warp: Warp
    surrogate: Surrogate
    feasibility: Feasibility
    caution: Caution
    widening: float
    """Deviations that eight of ten left-out rows are within."""
    allowed: Flags
    """Logged rows that keep the constraints."""
    notes: tuple[str, ...]

    def batch(self, search: Search, log: Log, count: int) -> Batch:
        """Up to `count` designs that weren't logged."""
        return batch(search, self.surrogate, self.feasibility, set(keys(log.genes)), count)

    def predict(self, surrogate: Surrogate, points: Array) -> tuple[Array, Array, Array]:
        """Costs: pessimistic, low and high."""
        plain = surrogate.plain
        pessimistic, middle = surrogate.predict(points), plain.mean(points)
        reach = self.widening * plain.deviation(points)
        low, high = middle - reach, np.maximum(middle + reach, pessimistic)
        return self._cost(np.maximum(pessimistic, low)), self._cost(low), self._cost(high)

    def _cost(self, standardised: Array) -> Array:
        plain = self.surrogate.plain
        return self.warp.back(standardised * plain.scale + plain.middle)


def learnt(
    log: Log, limits: Mapping[str, float], search: Search, allowed: Flags,
    random: np.random.Generator,
) -> Model:  # fmt: skip
    """From the rows of `log`; `search` is where designs are looked for."""
    notes: list[str] = []
    space, groups = log.space, log.space.groups
    rows = _rows(log, notes, random)
    points = space.features(log.genes[rows])
    warp = warp_for(log.cost[rows])
    costs = warp.of(log.cost[rows])
    if not costs.std():
        notes.append("the objective is the same in every row: nothing tells designs apart")
    plain = Smooth(points, costs, shape_of(points, costs, groups, random))
    failed = random.permutation(np.flatnonzero(~log.works))[:_MOST_INFEASIBLE]
    infeasible = space.features(log.genes[failed])
    pool = search.listed if search.listed is not None else search.some(_POOL)
    wary = chosen(plain, points, infeasible, space.features(pool), random)
    every = space.features(log.genes)
    feasibility = Feasibility(
        margins_of(every, log.works, plain.mean(every), groups, random),
        limits_of(every, log.measured, limits, groups, random),
    )
    start = Surrogate(plain, points[:0], infeasible, wary.alpha, wary.beta)
    surrogate = against(search, start, feasibility)
    means, deviations = plain.left_out()
    widening = float(np.quantile(np.abs(plain.values - means) / deviations, _INTERVAL))
    return Model(warp, surrogate, feasibility, wary, widening, allowed, tuple(notes))


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
