"""RigL: sparse from the first step, regrown where the gradient is largest."""

from __future__ import annotations

import dataclasses
import math
from typing import ClassVar

from . import RECIPES, Grow
from ._regrowing import Regrowing

NAME = "rigl"


@dataclasses.dataclass(frozen=True)
class RigL(Regrowing):
    """rigl: sparse from the first step, regrown where the gradient is largest

    What it does: begins with a random mask. Every `every` steps a share

        f_t = drop / 2 · (1 + cos(pi · t / T_end))

    of the kept weights of each layer is dropped, those of the smallest |w|, and as many are grown
    among the others, those of the largest |dL/dw|. Grown weights begin at 0, with the optimizer's
    moments at 0; one that is grown back just after it was dropped stays as it was. With an N:M
    pattern each group regrows what it lost.

    When it pays: training from scratch where memory for a dense master isn't to be had. ERK, which
    leaves small layers denser, is what the authors recommend for unstructured patterns.

    Options: `drop` (0.3), alpha of the paper; `every` (0.02), a share of the run, or steps where 1
    or more (the paper: 100 of its 32,000); `until` (0.75), T_end as a share of the run.

    Source: Evci et al., Rigging the Lottery: Making All Tickets Winners, arXiv 1911.11134 (ICML
    2020), section 3 and algorithm 1.
    """

    name = NAME
    grow: ClassVar[Grow] = "gradient"
    words = "sparse from the first step, regrown where the gradient is largest"
    cited = "Evci et al. 2020, arXiv 1911.11134, algorithm 1"

    def dropped(self, through: float) -> float:
        return self.drop / 2 * (1 + math.cos(math.pi * through))


RECIPES.add(NAME, RigL())
