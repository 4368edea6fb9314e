"""The second control of STEP: its frozen variance, without its dense beginning."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import RECIPES, Moment, _options
from .sr_ste import DECAY
from .step import FLOORS, floored

NAME = "frozen-variance"


@dataclasses.dataclass(frozen=True)
class FrozenVariance:
    """frozen-variance: SR-STE, with Adam's variance frozen on the way (a control for STEP)

    What it does: SR-STE from the first step on; from a share `begin` of the run Adam's second
    moment stays as it is, and steps are STEP's. Its variance is thus learnt from masked weights:
    where it does worse than STEP with the same switch, that is why.

    When it pays: it tells, with `delayed-sr-ste`, where STEP's gain comes from. Try it for itself,
    too: on digits at 1:4 it did better than STEP with the same switch (95.2% and 93.4%; dense
    94.9%; `make bench-sparsify`, 2026-11, 10 seeds), against what STEP's paper leads one to expect.
    It needs Adam or AdamW without amsgrad, as STEP does.

    Options: `begin` (0.1), a share of the run; `decay` (2e-4), as of SR-STE; `floor` ("auto", "on",
    "off"), as of STEP.

    Source: a control of ours; its parts are of Lu et al., arXiv 2302.01172, algorithm 1.
    """

    begin: float = 0.1
    decay: float = DECAY
    floor: str = "auto"

    words = "SR-STE with Adam's variance frozen on the way (a control for STEP)"
    cited = "a control for Lu et al. 2023, arXiv 2302.01172"
    needs_steps = True
    after_training = False

    def __post_init__(self) -> None:
        _options.share(NAME, "begin", self.begin)
        _options.positive(NAME, "decay", self.decay)
        _options.one_of(NAME, "floor", self.floor, FLOORS)
        if not self.begin:
            _options.positive(NAME, "begin", self.begin, zero=False)

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        begin = _options.place(self.begin, _options.known_steps(NAME, steps))
        frozen = step >= begin and pattern.density < 1
        return Moment(
            pattern,
            decay=self.decay,
            frozen_variance=frozen,
            floored_variance=frozen and floored(self.floor, pattern),
        )


RECIPES.add(NAME, FrozenVariance())
