"""Straight-through masks by magnitude, without SR-STE's term."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import RECIPES, Moment

NAME = "magnitude-ste"


@dataclasses.dataclass(frozen=True)
class MagnitudeSte:
    """magnitude-ste: masks anew at every step, gradients to all weights

    What it does: SR-STE without its second term,

        W~ = Π · W,    g = dL/dW~

    Nothing keeps pruned weights from wandering back, so that masks settle late: the difference to
    `sr-ste` is what that term is worth.

    Source: Bengio et al., Estimating or Propagating Gradients Through Stochastic Neurons, arXiv
    1308.3432; the baseline STE of Zhou et al., arXiv 2102.04010, section 3.1; JaxPruner's
    `magnitude_ste`, arXiv 2304.14082.
    """

    words = "masks anew at every step, gradients to all weights"
    cited = "Bengio et al. 2013, arXiv 1308.3432; Zhou et al. 2021, arXiv 2102.04010"
    needs_steps = False
    after_training = False

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        return Moment(pattern)


RECIPES.add(NAME, MagnitudeSte())
