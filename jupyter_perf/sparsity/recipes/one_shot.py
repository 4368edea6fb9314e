"""One mask by magnitude, and then training of what it kept (ASP)."""

from __future__ import annotations

import dataclasses

from ..pattern import NM, Pattern
from . import DENSE, RECIPES, Moment, _options

NAME = "one-shot"
SEEN = 2
"""Steps after which a backend knows an input of the model."""


@dataclasses.dataclass(frozen=True)
class OneShot:
    """one-shot: one mask by magnitude, then training of what it kept (ASP)

    What it does: at step t0 the largest weights of each group are kept, once and for all; from then
    on weights and gradients are masked,

        W <- Π · W,    g <- Π · g

    When it pays: a model that is trained already, and is trained on to recover. That is the default
    (`at=0`: the mask is chosen from the weights as they come). A cell that trains from random
    weights would prune those: `one-shot(at=0.5)` trains dense for half the run first.

    With `permute` channels are put into an order first in which the pattern keeps larger weights:
    where a layer feeds others through elementwise operations alone, its outputs and their inputs
    change places together, with gradients and what the optimizer knows of them, and the model
    computes the same. That needs a model that `torch.fx` can trace and two steps, in which its
    inputs are seen; the run's notes say what was reordered. Copies of weights that the cell itself
    keeps (an average over steps) aren't reordered: don't use it with them.

    Options: `at` (0.0), the share of the run before the mask is chosen; `permute` (false).

    Unlike NVIDIA's implementation, it needs no dimensions divisible by 8 and 16 (what its kernels
    need; the pattern has to divide the inputs), and a cell can be run again.

    Source: Mishra et al., Accelerating Sparse Deep Neural Networks, arXiv 2104.08378, section 4.1;
    NVIDIA/apex, apex.contrib.sparsity.ASP; Pool & Yu, Channel Permutations for N:M Sparsity,
    NeurIPS 2021.
    """

    at: float = 0.0
    permute: bool = False

    words = "one mask by magnitude, then training of what it kept (ASP)"
    cited = "Mishra et al. 2021, arXiv 2104.08378, section 4.1"
    after_training = False

    def __post_init__(self) -> None:
        _options.share(NAME, "at", self.at)

    @property
    def needs_steps(self) -> bool:
        return self.at > 0

    def unfit(self, pattern: Pattern) -> str:
        if self.permute and not isinstance(pattern, NM):
            return f"{pattern} has no groups of inputs: there is no order to choose"
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        start = _options.place(self.at, _options.known_steps(NAME, steps)) if self.at else 0
        if self.permute:
            start = max(start, SEEN)
        if step < start and (steps is None or step < steps):
            return DENSE
        first = step == start
        return Moment(pattern, renew=first, straight_through=False, permute=first and self.permute)


RECIPES.add(NAME, OneShot())
