"""Nothing pruned: the cell as it stands."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import DENSE, RECIPES, Moment

NAME = "dense"


@dataclasses.dataclass(frozen=True)
class Dense:
    """dense: nothing is pruned

    What it does: trains the cell as it stands. Every comparison has it, and it comes first: it is
    what the others are measured against, and it counts the steps that their schedules spread over.

    Source: JaxPruner's `no_prune`, arXiv 2304.14082.
    """

    words = "the cell as it stands"
    cited = "the cell itself"
    needs_steps = False
    after_training = False

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        return DENSE


RECIPES.add(NAME, Dense())
