"""A random mask that never changes."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import RECIPES, Moment

NAME = "static"


@dataclasses.dataclass(frozen=True)
class Static:
    """static: a random mask from the first step to the last (a baseline)

    What it does: draws a mask before the first step and trains what it kept. What a model of this
    size learns without any choice of weights: RigL and SET, which begin like this, have to beat it.

    Source: the `static` baseline of Evci et al., arXiv 1911.11134, section 4; JaxPruner's
    `static_sparse`, arXiv 2304.14082.
    """

    words = "a random mask from the first step to the last (a baseline)"
    cited = "Evci et al. 2020, arXiv 1911.11134, section 4"
    needs_steps = False
    after_training = False

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        return Moment(pattern, renew=step == 0, score="random", straight_through=False)


RECIPES.add(NAME, Static())
