"""Predicted cycles of blocks against measured ones: how far off, in which order, how sure.

The error of a block is |predicted - measured| / measured. Predictors that don't answer for a block
have NaN there; figures are of the blocks that they answer for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.stats
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
NEAR = 0.1
LENGTHS = ((1, 2), (3, 4), (5, 8), (9, 16), (17, 32), (33, None))
"""Numbers of instructions, from and to."""


@dataclass(frozen=True)
class Case:
    """What the groups are made by, of one block."""

    cycles: float
    length: int
    novelty: str
    application: str


@dataclass(frozen=True)
class Predicted:
    """Cycles of blocks by one predictor, shape (blocks,); its 80% interval where it gives one."""

    name: str
    cycles: Floats
    low: Floats | None = None
    high: Floats | None = None

    def at(self, places: Sequence[int]) -> Predicted:
        chosen = np.asarray(places, dtype=np.intp)
        low, high = (None if each is None else each[chosen] for each in (self.low, self.high))
        return Predicted(self.name, self.cycles[chosen], low, high)


@dataclass(frozen=True)
class Figures:
    """Of `answered` among `blocks`; shares and errors as fractions, NaN where nothing tells."""

    blocks: int
    answered: int
    mape: float
    capped: float
    """The mean with each error counted as 100% at most: a few wild ones don't make it."""
    median: float
    near: float
    """Share of blocks within 10%."""
    tau: float
    """Kendall's tau-b."""
    coverage: float
    """Share inside the 80% interval."""
    width: float
    """Median of the interval's upper end over its lower one."""


def figures(actual: ArrayLike, predicted: Predicted) -> Figures:
    truth = np.asarray(actual, dtype=np.float64)
    known = np.isfinite(predicted.cycles)
    truth, guess = truth[known], predicted.cycles[known]
    if not truth.size:
        return Figures(known.size, 0, *[math.nan] * 7)
    errors = np.abs(guess / truth - 1)
    return Figures(
        blocks=known.size,
        answered=truth.size,
        mape=float(errors.mean()),
        capped=float(np.minimum(errors, 1).mean()),
        median=float(np.median(errors)),
        near=float((errors <= NEAR).mean()),
        tau=kendall(truth, guess),
        **_interval(truth, predicted, known),
    )


def _interval(truth: Floats, predicted: Predicted, known: NDArray[np.bool_]) -> dict[str, float]:
    if predicted.low is None or predicted.high is None:
        return {"coverage": math.nan, "width": math.nan}
    low, high = predicted.low[known], predicted.high[known]
    inside = (low <= truth) & (truth <= high)
    positive = low > 0
    width = np.median(high[positive] / low[positive]) if positive.any() else math.inf
    return {"coverage": float(inside.mean()), "width": float(width)}


def kendall(first: Floats, second: Floats) -> float:
    """Tau-b, which counts a tie on one side only as neither right nor wrong; NaN where one side
    is all ties."""
    if len(first) < 2:
        return math.nan
    return float(scipy.stats.kendalltau(first, second).statistic)


def length_group(length: int) -> str:
    for low, high in LENGTHS:
        if high is None or length <= high:
            return f"{low}+" if high is None else f"{low}-{high}"
    raise AssertionError("the last group is open")


def groups(cases: Sequence[Case]) -> Iterator[tuple[str, str, list[int]]]:
    """(grouping, group, places): by length, by novelty and by application, in a fixed order."""
    order = [length_group(low) for low, _ in LENGTHS]
    keys: dict[str, Callable[[Case], str]] = {
        "length": lambda case: length_group(case.length),
        "novelty": lambda case: case.novelty,
        "application": lambda case: case.application,
    }
    for grouping, key in keys.items():
        members: dict[str, list[int]] = {}
        for place, case in enumerate(cases):
            members.setdefault(key(case), []).append(place)
        for group in sorted(members, key=lambda g: (order.index(g) if g in order else 0, g)):
            yield grouping, group, members[group]


def lengths_between(cases: Sequence[Case], low: int, high: int) -> list[int]:
    return [place for place, case in enumerate(cases) if low <= case.length <= high]


def answered_by_all(predicted: Sequence[Predicted]) -> list[int]:
    """Places where every one of them has an answer."""
    known = np.all([np.isfinite(each.cycles) for each in predicted], axis=0)
    return [int(place) for place in np.flatnonzero(known)]
