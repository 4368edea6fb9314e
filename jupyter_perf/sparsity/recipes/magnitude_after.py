"""Magnitude alone, after dense training."""

from __future__ import annotations

import dataclasses

from ..pattern import NM, Pattern
from . import RECIPES
from ._after import After

NAME = "magnitude-after"


@dataclasses.dataclass(frozen=True)
class MagnitudeAfter(After):
    """magnitude-after: prune the trained model by |w|, without training (a baseline)

    What it does: trains dense, then keeps the largest weights: one-shot pruning that nothing
    recovers from. Wanda and SparseGPT have to beat it.

    With `permute` channels are put into an order first in which N:M keeps more (`posttraining.
    permutation`): where a layer feeds others through elementwise operations alone, its outputs and
    their inputs change places together, and the model computes the same. It needs a model that
    `torch.fx` can trace; what was reordered, and what couldn't be, stands in the run's notes.

    Options: `permute` (false); `batches` (8): the last one is what the reordered model is held to.

    Source: the magnitude baseline of Sun et al., arXiv 2306.11695; the permutation of Pool & Yu,
    Channel Permutations for N:M Sparsity, NeurIPS 2021.
    """

    permute: bool = False

    name = NAME
    words = "prune the trained model by magnitude, without training (a baseline)"
    cited = "Sun et al. 2023, arXiv 2306.11695, baseline; Pool & Yu, NeurIPS 2021"

    def unfit(self, pattern: Pattern) -> str:
        if self.permute and not isinstance(pattern, NM):
            return f"{pattern} has no groups of inputs: there is no order to choose"
        return ""


RECIPES.add(NAME, MagnitudeAfter())
