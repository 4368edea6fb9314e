"""SET: sparse from the first step, regrown by chance."""

from __future__ import annotations

import dataclasses

from . import RECIPES
from ._regrowing import Regrowing

NAME = "set"


@dataclasses.dataclass(frozen=True)
class Set(Regrowing):
    """set: sparse from the first step, regrown by chance

    What it does: begins with a random mask. Every `every` steps a share `drop` of the kept weights
    of each layer is dropped, those of the smallest |w|, and as many are grown among the others, by
    chance. Grown weights begin at 0, with the optimizer's moments at 0. With an N:M pattern each
    group regrows what it lost.

    When it pays: where not even a gradient is to be had of weights that are pruned; else `rigl`.

    Options: `drop` (0.3), zeta of the paper; `every` (0.02), a share of the run, or steps where 1
    or more (the paper: each epoch); `until` (0.75), after which the mask stays (the paper goes on
    to the last epoch but one).

    Source: Mocanu et al., Scalable training of artificial neural networks with adaptive sparse
    connectivity inspired by network science, arXiv 1707.04780, algorithm 1. Weights begin at 0 as
    in JaxPruner's `set`, arXiv 2304.14082.
    """

    name = NAME
    words = "sparse from the first step, regrown by chance"
    cited = "Mocanu et al. 2018, arXiv 1707.04780, algorithm 1"


RECIPES.add(NAME, Set())
