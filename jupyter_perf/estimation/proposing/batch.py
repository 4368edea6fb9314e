"""Which designs to propose: small under the surrogate, likely to work, and apart.

Each pick joins x⁻, the designs that the surrogate is pessimistic about, and the next one is looked
for elsewhere. Since none of a batch is run before the others are chosen, picks differ in caution:
some by the α and β that held-out rows ask for, others by parts of them, so that not all fail by
one error of the model. What is predicted of each is by all of α and β, whatever else is picked.

    score(x) = f(x) − τ log P(x works)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .column import Array
from .evolving import Search
from .feasibility import Feasibility
from .space import Key, apart, keys
from .surrogate import Surrogate

CAUTION = (1 / 16, 1 / 256, 1.0, 1 / 64)
"""Parts of α and β, of one pick after another."""
FEASIBILITY_WEIGHT = 0.5
"""τ, in deviations of the objective."""
APART = (0.02, 0.05, 0.15)
"""How far from all others one pick after another is, in some column: a share of its range. Near
ones make sure of a good region, far ones are for where another is better."""
_ROUNDS = 3
_EACH_ROUND = 8
_MOST_SEARCHES = 36
_FORBIDDEN = 1e6


@dataclass(frozen=True)
class Batch:
    designs: Array
    """(picks, columns)"""
    caution: tuple[float, ...]
    """The part of α and β by which each was chosen."""


def against(search: Search, surrogate: Surrogate, feasibility: Feasibility) -> Surrogate:
    """PRIME's inner loop: find what the surrogate likes, be pessimistic there, again."""
    for _ in range(_ROUNDS):
        designs, _scores = search.best(_score(search, surrogate, feasibility, 1.0), 12)
        points = search.space.features(designs)
        surrogate = surrogate.with_found(points[apart(points, _EACH_ROUND, APART[0])])
    return surrogate


def batch(
    search: Search, surrogate: Surrogate, feasibility: Feasibility, taken: set[Key], count: int
) -> Batch:
    """Up to `count` designs, none of `taken` and none twice: fewer where there are no more."""
    each = max(1, math.ceil(count / _MOST_SEARCHES))
    taken, searches = set(taken), 0
    chosen = np.empty((0, len(search.space.columns)))
    caution: list[float] = []
    while len(chosen) < count:
        times, least = CAUTION[searches % len(CAUTION)], APART[searches % len(APART)]
        searches += 1
        score = _score(search, surrogate, feasibility, times)
        designs, _ = search.best(_away(score, search, chosen, least))
        designs = designs[[key not in taken for key in keys(designs)]]
        points = search.space.features(designs)
        found = designs[apart(points, min(each, count - len(chosen)), least)]
        if not len(found):
            break
        taken.update(keys(found))
        chosen = np.concatenate([chosen, found])
        caution += [times] * len(found)
        surrogate = surrogate.with_found(search.space.features(found))
    return Batch(chosen, tuple(caution))


def _score(
    search: Search, surrogate: Surrogate, feasibility: Feasibility, times: float
) -> Callable[[Array], Array]:
    model = surrogate.with_caution(surrogate.alpha * times, surrogate.beta * times)

    def score(designs: Array) -> Array:
        points = search.space.features(designs)
        failing = np.log(feasibility.chance(points))
        return model.predict(points) - FEASIBILITY_WEIGHT * failing

    return score


def _away(
    score: Callable[[Array], Array], search: Search, chosen: Array, least: float
) -> Callable[[Array], Array]:
    """Designs within `least` of `chosen` ones come after all others."""
    from scipy.spatial.distance import cdist

    if not len(chosen):
        return score
    others = search.space.features(chosen)

    def away(designs: Array) -> Array:
        off = cdist(search.space.features(designs), others, "chebyshev").min(axis=1)
        return np.asarray(score(designs) + _FORBIDDEN * (off <= least))

    return away
