"""Pruning by saliency."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from . import RECIPES, Score
from ._gradual import Cubic

NAME = "saliency"


@dataclasses.dataclass(frozen=True)
class Saliency(Cubic):
    """saliency: more and more of the weights that matter least to the loss are pruned

    What it does: prunes by the cubic schedule of `gradual`, by |w · dL/dw| with the gradient of the
    step at which it prunes: how much the loss changes, to first order, where w becomes 0.

    When not: gradients of one small batch are noisy, and at a minimum they say little.

    Options: `begin` (0.1), `end` (0.75), `every` (0.01), as of `gradual`.

    Source: Molchanov et al., Pruning Convolutional Neural Networks for Resource Efficient
    Inference, arXiv 1611.06440, section 2.2; JaxPruner's `saliency`, arXiv 2304.14082.
    """

    name = NAME
    score: ClassVar[Score] = "saliency"

    words = "more and more of the weights that matter least to the loss are pruned"
    cited = "Molchanov et al. 2017, arXiv 1611.06440; JaxPruner, arXiv 2304.14082"


RECIPES.add(NAME, Saliency())
