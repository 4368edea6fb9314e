"""Mélange's integer program (arXiv 2404.14527), with slices counted.

    minimise  Σ_g c_g·y_g   where
    Σ_g n_bg = S                                          for each bucket b
    Σ_b n_bg·l_bg·(1 + spare) ≤ a_g·(y_g − k·u_g)         for each instance g

n_bg, a whole number, says how many of the S slices of bucket b instance g takes, y_g how many there
are of g. The paper has a binary x_sg for each slice instead. Slices of one bucket are alike: any
order of them gives the same loads and the same price, so n_bg = Σ_s x_sg loses nothing, and a
solver doesn't have to look at the S! orders of each bucket. l_bg is the load of a slice, a_g the
share of the time that g works, u_g whether it is used and k how many of it may fail.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from .beside import interruptible
from .problem import Problem
from .quiet import without_noise

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

USUAL_PRICES = (0.1, 1e4)
"""Largest price of an hour that the solver, which stops 1e-6 before the optimum, takes as it is."""
LIGHT = 1e-5
"""Loads below it come near what the solver takes for none, which is a millionth."""
LEAST_SECONDS = 0.01
OPTIMAL, STOPPED, INFEASIBLE = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """`parts` (B, G) slices and `counts` (G,) instances, both None where none was found in time."""

    status: int
    parts: np.ndarray | None
    counts: np.ndarray | None
    bound: float
    """US dollars an hour that no solution is below; -inf where nothing is known."""


class Program:
    """Of a `Problem`, over the instances that `worthwhile` keeps; variables are n, y and, where
    failures are to be survived, u."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._kinds = worthwhile(problem)
        self._cell, self._kind = np.nonzero(np.isfinite(problem.loads) & self._kinds)
        self._pairs, self._cells = len(self._cell), len(problem.cells)
        self._count = len(problem.instances)
        self._width = self._pairs + self._count * (2 if problem.survive else 1)
        self._own = slice(self._pairs, self._pairs + self._count)
        self._rows = self._constraints()

    def solve(
        self,
        seconds: float,
        *,
        split: bool = False,
        counts: np.ndarray | None = None,
        fewest_at: float | None = None,
    ) -> Answer:
        """`split`: slices may be split, which gives a lower bound and is fast. `counts`: with as
        many instances as that. `fewest_at`: the fewest instances at that price, in US dollars."""
        from scipy.optimize import LinearConstraint, milp

        prices, rows = self._objective(), list(self._rows)
        goal = prices
        if fewest_at is not None:
            rows.append(LinearConstraint(prices[None], -np.inf, self._scaled(fewest_at)))
            goal = np.zeros(self._width)
            goal[self._own] = 1.0
        limit = max(seconds, LEAST_SECONDS)
        solving = partial(
            milp,
            goal,
            constraints=rows,
            bounds=self._bounds(counts),
            integrality=self._whole(split),
            options={"time_limit": limit, "mip_rel_gap": self.problem.gap},
        )
        with without_noise():
            return self._answer(interruptible(solving))

    def _answer(self, found: Any) -> Answer:
        bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
        bound = bound / self._unit if np.isfinite(bound) else -np.inf
        if found.x is None:
            return Answer(int(found.status), None, None, bound)
        parts = np.zeros((self._cells, self._count))
        parts[self._cell, self._kind] = found.x[: self._pairs]
        counts = np.round(found.x[self._own])
        return Answer(int(found.status), parts, counts, bound)

    @property
    def _unit(self) -> float:
        """Factor of the objective, a power of ten: whole cents stay whole, which helps."""
        largest = float(self.problem.prices.max()) or 1.0
        usual = USUAL_PRICES[0] <= largest <= USUAL_PRICES[1]
        return 1.0 if usual else float(10.0 ** -math.floor(math.log10(largest)))

    def _scaled(self, usd: float) -> float:
        return usd * self._unit * (1 + 1e-9)

    def _objective(self) -> np.ndarray:
        goal = np.zeros(self._width)
        goal[self._own] = self.problem.prices * self._unit
        return goal

    def _bounds(self, counts: np.ndarray | None) -> Any:
        from scipy.optimize import Bounds

        asked = self.problem
        low, high = np.zeros(self._width), np.ones(self._width)
        high[: self._pairs] = asked.slices
        low[self._own] = asked.floors if counts is None else counts
        high[self._own] = asked.ceilings if counts is None else counts
        return Bounds(low, high)

    def _whole(self, split: bool) -> np.ndarray:
        whole = np.ones(self._width)
        whole[: self._pairs] = not split
        return whole

    def _constraints(self) -> list[LinearConstraint]:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        asked, each = self.problem, np.arange(self._pairs)
        kinds = np.arange(self._count)
        n, y = each, self._pairs + kinds
        used = y + self._count if asked.survive else y

        def rows(count: int, *parts: tuple[np.ndarray, np.ndarray, np.ndarray]) -> Any:
            row, column, value = (np.concatenate(each) for each in zip(*parts, strict=True))
            return csr_array((value, (row, column)), shape=(count, self._width))

        loads = asked.loads[self._cell, self._kind] * (1 + asked.spare)
        ones, some = np.ones(self._pairs), np.ones(self._count)
        load = [(self._kind, n, loads), (kinds, y, -asked.working)]
        found = [
            LinearConstraint(rows(self._cells, (self._cell, n, ones)), asked.slices, asked.slices)
        ]
        if asked.survive:
            load.append((kinds, used, asked.working * asked.survive))
            backed = rows(self._count, (kinds, used, some * (1 + asked.survive)), (kinds, y, -some))
            found.append(LinearConstraint(backed, -np.inf, 0.0))
        found.append(LinearConstraint(rows(self._count, *load), -np.inf, 0.0))
        # However small a load is, it needs an instance.
        light = np.flatnonzero((loads < LIGHT) | bool(asked.survive))
        if len(light):
            need = [
                (self._kind[light], n[light], ones[light]),
                (kinds, used, -some * self._cells * asked.slices),
            ]
            found.append(LinearConstraint(rows(self._count, *need), -np.inf, 0.0))
        if asked.min_replicas:
            total = rows(1, (np.zeros(self._count, int), y, some))
            found.append(LinearConstraint(total, asked.min_replicas, np.inf))
        taken, there = asked.pools
        if len(there):
            target, kind = np.nonzero(taken)
            devices = rows(len(there), (target, self._pairs + kind, taken[target, kind]))
            found.append(LinearConstraint(devices, -np.inf, there))
        return found


def worthwhile(problem: Problem) -> np.ndarray:
    """(G,) Which instances can matter: one is left out where another can do all that it can, is no
    dearer and no less available, and is to be had in any number. Its work could always go there."""
    kept = np.ones(len(problem.instances), bool)
    for g, one in enumerate(problem.instances):
        for h, other in enumerate(problem.instances):
            limited = other.most is not None or other.target in problem.shared
            if g == h or not kept[h] or limited or one.least:
                continue
            no_dearer = other.usd_per_hour <= one.usd_per_hour
            if no_dearer and other.available >= one.available and _as_able(problem, h, g):
                kept[g] = False
    return kept


def _as_able(problem: Problem, other: int, one: int) -> bool:
    return bool((problem.served[:, other] >= problem.served[:, one]).all())
