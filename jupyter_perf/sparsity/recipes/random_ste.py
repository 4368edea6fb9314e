"""Straight-through masks by chance."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import RECIPES, Moment, _options

NAME = "random-ste"


@dataclasses.dataclass(frozen=True)
class RandomSte:
    """random-ste: another random mask at every step, gradients to all weights (a baseline)

    What it does: `magnitude-ste` with masks drawn by chance, much as dropout draws them; those of
    the last share `settled` of the run stay, so that what is measured at the end was trained.

    Options: `settled` (0.1), a share of the run; 0 draws to the last step, as JaxPruner does.

    Source: JaxPruner's `random_ste`, arXiv 2304.14082; `settled` is ours.
    """

    settled: float = 0.1

    words = "another random mask at every step (a baseline)"
    cited = "JaxPruner, arXiv 2304.14082"
    after_training = False

    def __post_init__(self) -> None:
        _options.share(NAME, "settled", self.settled)

    @property
    def needs_steps(self) -> bool:
        return self.settled > 0

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        renew = True
        if self.settled:
            renew = step <= _options.place(1 - self.settled, _options.known_steps(NAME, steps))
        return Moment(pattern, renew=renew, score="random")


RECIPES.add(NAME, RandomSte())
