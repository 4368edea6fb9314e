"""The first control of STEP: its dense beginning, without its frozen variance."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import DENSE, RECIPES, Moment, _options
from .sr_ste import DECAY

NAME = "delayed-sr-ste"


@dataclasses.dataclass(frozen=True)
class DelayedSrSte:
    """delayed-sr-ste: SR-STE after a dense beginning (a control for STEP)

    What it does: dense training for a share `begin` of the run, SR-STE from there on. STEP does two
    things at its switch: it starts pruning only then, and it freezes the variance. This one does
    the first alone, `frozen-variance` the second alone: what STEP gains over this one is what the
    frozen variance is worth.

    Options: `begin` (0.1), a share of the run: give STEP the same, `step(switch=0.1)`; `decay`
    (2e-4), as of SR-STE.

    Source: a control of ours; its parts are of Zhou et al., arXiv 2102.04010, and of Lu et al.,
    arXiv 2302.01172.
    """

    begin: float = 0.1
    decay: float = DECAY

    words = "SR-STE after a dense beginning (a control for STEP)"
    cited = "a control for Lu et al. 2023, arXiv 2302.01172"
    after_training = False

    def __post_init__(self) -> None:
        _options.share(NAME, "begin", self.begin)
        _options.positive(NAME, "decay", self.decay)

    @property
    def needs_steps(self) -> bool:
        return self.begin > 0

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        begin = _options.place(self.begin, _options.known_steps(NAME, steps)) if self.begin else 0
        return Moment(pattern, decay=self.decay) if step >= begin else DENSE


RECIPES.add(NAME, DelayedSrSte())
