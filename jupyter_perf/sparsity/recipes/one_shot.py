"""One mask by magnitude, and then training of what it kept (ASP)."""

from __future__ import annotations

import dataclasses

from ..pattern import Pattern
from . import DENSE, RECIPES, Moment, _options

NAME = "one-shot"


@dataclasses.dataclass(frozen=True)
class OneShot:
    """one-shot: one mask by magnitude, then training of what it kept (ASP)

    What it does: at step t0 the largest weights of each group are kept, once and for all; from then
    on weights and gradients are masked,

        W <- Π · W,    g <- Π · g

    When it pays: a model that is trained already, and is trained on to recover. That is the default
    (`at=0`: the mask is chosen from the weights as they come). A cell that trains from random
    weights would prune those: `one-shot(at=0.5)` trains dense for half the run first.

    Options: `at` (0.0), the share of the run before the mask is chosen.

    Unlike NVIDIA's implementation, it needs no dimensions divisible by 8 and 16 (what its kernels
    need; the pattern has to divide the inputs), and a cell can be run again. Its permutation of
    channels, which keeps larger weights, is `posttraining.permuted`.

    Source: Mishra et al., Accelerating Sparse Deep Neural Networks, arXiv 2104.08378, section 4.1;
    NVIDIA/apex, apex.contrib.sparsity.ASP.
    """

    at: float = 0.0

    words = "one mask by magnitude, then training of what it kept (ASP)"
    cited = "Mishra et al. 2021, arXiv 2104.08378, section 4.1"
    after_training = False

    def __post_init__(self) -> None:
        _options.share(NAME, "at", self.at)

    @property
    def needs_steps(self) -> bool:
        return self.at > 0

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        start = _options.place(self.at, _options.known_steps(NAME, steps)) if self.at else 0
        if step < start:
            return DENSE
        return Moment(pattern, renew=step == start, straight_through=False)


RECIPES.add(NAME, OneShot())
