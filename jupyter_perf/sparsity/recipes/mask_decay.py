"""Pruning-mask decay: pruned weights fade out of the forward pass."""

from __future__ import annotations

import dataclasses
import math

from ...errors import UsageError
from ..pattern import Pattern
from . import DENSE, RECIPES, Moment, _options

NAME = "mask-decay"


@dataclasses.dataclass(frozen=True)
class MaskDecay:
    """mask-decay: pruned weights fade out of the forward pass

    What it does: after a dense beginning masks are redone at every step, and what they prune is
    left out little by little,

        W~ = W · (Π + (1 - Π) · beta_t),    linear: beta_t = max(0, 1 - k·t)
                                            exponential: beta_t = exp(-k·t)

    with t the step since the beginning of the decay. Gradients go to all weights
    (straight-through). For the last share `fine_tune` of the run beta is 0.

    When it pays: sparser patterns than 2:4, where sudden masks hurt most.

    Options: `shape` ("exponential", or "linear"); `dense` (0.1), the share of the run that is
    dense; `fine_tune` (0.25), the last share, with binary masks; `last` (0.01), what exponential
    decay has come down to at its end, which gives k (linear decay reaches 0 there); `decay` (0),
    SR-STE's term, which the paper doesn't have.

    The shares are ours: the authors set them and k by task. Their later paper calls this recipe
    MdGf (mask decay, gradient flow).

    Source: Kao et al., Training Recipe for N:M Structured Sparsity with Decaying Pruning Mask,
    arXiv 2209.07617, section 3; Bambhaniya et al., Progressive Gradient Flow for Robust N:M
    Sparsity Training in Transformers, arXiv 2402.04744, whose published code passes gradients on
    unmasked.
    """

    shape: str = "exponential"
    dense: float = 0.1
    fine_tune: float = 0.25
    last: float = 0.01
    decay: float = 0.0

    words = "pruned weights fade out of the forward pass"
    cited = "Kao et al. 2022, arXiv 2209.07617, section 3"
    needs_steps = True
    after_training = False

    def __post_init__(self) -> None:
        _options.one_of(NAME, "shape", self.shape, ("exponential", "linear"))
        _options.share(NAME, "dense", self.dense)
        _options.share(NAME, "fine_tune", self.fine_tune)
        _options.positive(NAME, "decay", self.decay)
        if self.dense + self.fine_tune > 1:
            raise UsageError(f"`{NAME}`: dense and fine_tune are more than the whole run together")
        if not 0 < self.last < 1:
            raise UsageError(f"`{NAME}`: last is between 0 and 1, not {self.last!r}")

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        total = _options.known_steps(NAME, steps)
        begin = _options.place(self.dense, total)
        if step < begin:
            return DENSE
        end = max(begin, _options.place(1 - self.fine_tune, total))
        beta = self._beta((step - begin) / (end - begin)) if step < end else 0.0
        return Moment(pattern, beta=beta, decay=self.decay)

    def _beta(self, through: float) -> float:
        """At a share `through` of the decay, below 1."""
        if self.shape == "linear":
            return 1 - through
        return math.exp(through * math.log(self.last))


RECIPES.add(NAME, MaskDecay())
