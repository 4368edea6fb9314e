"""SR-STE: masks anew at every step, straight-through gradients, pruned weights drawn to zero."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import RECIPES, Moment, _options

NAME = "sr-ste"
DECAY = 2e-4


@dataclasses.dataclass(frozen=True)
class SrSte:
    """sr-ste: masks anew at every step, and pruned weights drawn to zero

    What it does: a dense master W learns while the forward pass uses its N:M part, redone at every
    step,

        W~ = Π · W,    g = dL/dW~ + decay · (1 - Π) · W

    The gradient at the sparse weights goes to all weights (straight-through); the second term keeps
    weights that are pruned now from wandering back, so that masks settle.

    What it costs: a mask at each step. Under Adam the second term goes into both moments, and what
    masked weights leave of the variance is what STEP mends.

    Options: `decay` (2e-4), λ of the paper, which is what it uses on ImageNet with SGD; 0 is
    `magnitude-ste`.

    Source: Zhou et al., Learning N:M Fine-grained Structured Sparse Neural Networks From Scratch,
    arXiv 2102.04010 (ICLR 2021), section 3.2, with λ_W as in its published code.
    """

    decay: float = DECAY

    words = "masks anew at every step, pruned weights drawn to zero"
    cited = "Zhou et al. 2021, arXiv 2102.04010, section 3.2"
    needs_steps = False
    after_training = False

    def __post_init__(self) -> None:
        _options.positive(NAME, "decay", self.decay)

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        return Moment(pattern, decay=self.decay)


RECIPES.add(NAME, SrSte())
