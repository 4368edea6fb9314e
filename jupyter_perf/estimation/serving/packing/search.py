"""From quick bounds to the proven optimum, and the best that is known when time is over."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from .problem import Problem
from .program import INFEASIBLE, Answer, Program

ROUNDING = 2e-6
"""Of an instance: what the solver may be off by, and loads may be above what there is."""
PROVEN = 1e-6
"""Of a price: nearer to its bound it is the optimum, which the solver knows up to rounding."""
PATIENCE = 8
"""Times as long as split slices took, for whole ones with the counts of these: mostly they fit, and
that they don't is known at once, while the full program takes much longer."""


@dataclass
class Found:
    """`parts` (B, G) slices, whole numbers, and `counts` (G,); None where none is known.

    `impossible` where it is proven that there is none; `bound` as of `Answer`.
    """

    problem: Problem
    parts: np.ndarray | None = None
    counts: np.ndarray | None = None
    bound: float = 0.0
    impossible: bool = False
    stopped: bool = False
    """Whether somebody interrupted it."""

    @property
    def price(self) -> float:
        return np.inf if self.counts is None else float(self.counts @ self.problem.prices)

    @property
    def done(self) -> bool:
        if self.counts is None:
            return self.impossible
        return self.price * (1 - self.problem.gap) <= self.bound + self.price * PROVEN

    def offer(self, parts: np.ndarray | None, counts: np.ndarray | None = None) -> None:
        """Takes whole slices where they can be served for less than what is known, by the fewest
        instances or by `counts`, with which the solver has served them."""
        if parts is None:
            return
        for some in (cheapest_counts(self.problem, parts), counts):
            if some is not None and float(some @ self.problem.prices) < self.price:
                self.parts, self.counts = parts, some

    def learn(self, answer: Answer) -> None:
        """A bound, never above a price that is known: they differ by rounding."""
        self.bound = min(max(self.bound, answer.bound), self.price)


def search(problem: Problem, found: Found | None = None) -> Found:
    """The cheapest plan, or the best one when `time_limit_s` is over. `found` has what is known at
    each moment.

    A program whose slices may be split gives a bound within a fraction of a second, and often the
    right counts; only where whole slices don't fit into them is the full program needed.
    """
    import scipy.optimize  # noqa: F401  (its first import isn't the search's time)

    began, found = time.monotonic(), found or Found(problem)
    found.bound = least_price(problem)
    for parts in obvious(problem):
        found.offer(parts)
    if not len(problem.cells):
        found.bound, found.impossible = found.price, found.counts is None
    if found.done:
        return _fewest(found, began)
    program = Program(problem)
    loose = program.solve(_left(problem, began), split=True)
    found.impossible = loose.status == INFEASIBLE
    found.learn(loose)
    if loose.parts is not None:
        found.offer(rounded(loose.parts, problem.slices))
    if loose.counts is not None and not found.done:
        left = _left(problem, began)
        patience = PATIENCE * (problem.time_limit_s - left)
        quickly = program.solve(min(patience, left / 3), counts=loose.counts)
        found.offer(whole(quickly, problem.slices), quickly.counts)
    if not found.done:
        exact = program.solve(_left(problem, began))
        found.impossible = exact.status == INFEASIBLE and found.counts is None
        found.offer(whole(exact, problem.slices), exact.counts)
        found.learn(exact)
    return _fewest(found, began, program)


def _fewest(found: Found, began: float, program: Program | None = None) -> Found:
    """Machines of one's own cost nothing more: as few of them as will do."""
    problem = found.problem
    if found.counts is None or (problem.prices > 0).all() or not len(problem.cells):
        return found
    asked = (program or Program(problem)).solve(_left(problem, began), fewest_at=found.price)
    parts = whole(asked, problem.slices)
    counts = None if parts is None else cheapest_counts(problem, parts)
    if counts is not None:
        same = float(counts @ problem.prices) <= found.price * (1 + PROVEN)
        if same and counts.sum() < found.counts.sum():
            found.parts, found.counts = parts, counts
    return found


def cheapest_counts(problem: Problem, parts: np.ndarray) -> np.ndarray | None:
    """(G,) The fewest instances that serve `parts` (B, G) slices, and the cheapest ones on top
    where more are to be kept; None where there aren't as many."""
    used = parts.any(axis=0)
    load = busy(problem, parts) * (1 + problem.spare)
    need = np.maximum(np.ceil(load / problem.working - ROUNDING), used) + used * problem.survive
    counts = np.maximum(need, problem.floors)
    missing = problem.min_replicas - counts.sum()
    taken, there = problem.pools
    for kind in np.argsort(problem.prices, kind="stable"):
        devices = taken[:, kind]
        with np.errstate(divide="ignore", invalid="ignore"):
            room = np.where(devices > 0, (there - taken @ counts) // devices, np.inf)
        room = min(problem.ceilings[kind] - counts[kind], room.min(initial=np.inf))
        more = min(max(missing, 0.0), max(room, 0.0))
        counts[kind] += more
        missing -= more
    if missing > 0 or (counts > problem.ceilings).any() or (taken @ counts > there).any():
        return None
    found: np.ndarray = counts
    return found


def busy(problem: Problem, parts: np.ndarray) -> np.ndarray:
    """(G,) Instances that `parts` (B, G) slices keep busy."""
    loads = np.where(parts > 0, problem.loads, 0.0)
    total: np.ndarray = (loads * parts).sum(axis=0)
    return total


def least_price(problem: Problem) -> float:
    """A bound without a solver: each slice where it is cheapest, instances split at will."""
    floor = float(problem.floors @ problem.prices)
    if not len(problem.cells):
        return floor
    each = _price_of_slices(problem).min(axis=1) * problem.slices
    return max(floor, float(each.sum()) if np.isfinite(each).all() else 0.0)


def obvious(problem: Problem) -> list[np.ndarray]:
    """Plans to begin with: all on one kind, and each bucket where it is cheapest."""
    cells, kinds = problem.loads.shape
    able = np.isfinite(problem.loads).all(axis=0)
    plans = [np.zeros((cells, kinds)) for _ in range(int(able.sum()))]
    for plan, kind in zip(plans, np.flatnonzero(able), strict=True):
        plan[:, kind] = problem.slices
    price = _price_of_slices(problem)
    if np.isfinite(price.min(axis=1)).all():
        mixed = np.zeros((cells, kinds))
        mixed[np.arange(cells), price.argmin(axis=1)] = problem.slices
        plans.append(mixed)
    return plans


def rounded(parts: np.ndarray, slices: int) -> np.ndarray:
    """Split slices made whole: each cell keeps `slices`, the largest fractions go up."""
    kept = np.floor(parts + ROUNDING)
    missing = (slices - kept.sum(axis=1)).astype(int)
    order = np.argsort(kept - parts, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    whole_parts: np.ndarray = kept + (rank < missing[:, None])
    return whole_parts


def whole(answer: Answer, slices: int) -> np.ndarray | None:
    """What the solver found, without its rounding; None where it found nothing, or no whole."""
    if answer.parts is None:
        return None
    parts = np.round(answer.parts) + 0.0  # without the sign of -0.0
    return parts if (parts.sum(axis=1) == slices).all() else None


def _price_of_slices(problem: Problem) -> np.ndarray:
    price: np.ndarray = problem.loads / problem.working * (1 + problem.spare)
    with np.errstate(invalid="ignore"):
        price = price * problem.prices
    # An infinite load on a machine that costs nothing is no bargain.
    return np.where(np.isfinite(problem.loads), price, np.inf)


def _left(problem: Problem, began: float) -> float:
    return problem.time_limit_s - (time.monotonic() - began)
