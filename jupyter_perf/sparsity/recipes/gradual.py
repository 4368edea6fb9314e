"""Gradual magnitude pruning (GMP)."""

from __future__ import annotations

import dataclasses

from . import RECIPES
from ._gradual import Cubic

NAME = "gradual"


@dataclasses.dataclass(frozen=True)
class Gradual(Cubic):
    """gradual: more and more of the smallest weights are pruned, by a cubic schedule

    What it does: from step t0 on, every dt steps, the smallest weights are pruned for good, so that
    sparsity rises fast at first and slowly at the end,

        s_t = s_f · (1 - (1 - (t - t0) / (n·dt))^3)

    An N:M pattern goes through (M-1):M, (M-2):M, ... as the schedule asks for them.

    When it pays: unstructured patterns, long runs; the baseline that the others have to beat.

    Options: `begin` (0.1) and `end` (0.75), shares of the run; `every` (0.01), a share of it
    between two updates, or their steps where 1 or more. They are ours: the paper sets them by task,
    with 100 to 1000 steps between updates.

    Source: Zhu & Gupta, To prune, or not to prune, arXiv 1710.01878, equation 1; JaxPruner's
    `magnitude`, arXiv 2304.14082.
    """

    name = NAME

    words = "more and more of the smallest weights are pruned, by a cubic schedule"
    cited = "Zhu & Gupta 2017, arXiv 1710.01878, equation 1"


RECIPES.add(NAME, Gradual())
