"""Pruning by saliency over all layers at once."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from . import RECIPES, Scope, Score
from ._gradual import Cubic

NAME = "global-saliency"


@dataclasses.dataclass(frozen=True)
class GlobalSaliency(Cubic):
    """global-saliency: as saliency, but layers compete for what is kept

    What it does: prunes by the cubic schedule of `gradual`, what has the smallest |w · dL/dw| of
    all layers together. Unlike magnitudes, these are of one unit in all layers: of the loss.

    When not: N:M, blocks and channels keep as much of each layer.

    Options: `begin` (0.1), `end` (0.75), `every` (0.01), as of `gradual`.

    Source: JaxPruner's `global_saliency`, arXiv 2304.14082; the schedule of Zhu & Gupta, arXiv
    1710.01878, equation 1.
    """

    name = NAME
    score: ClassVar[Score] = "saliency"
    scope: ClassVar[Scope] = "global"
    words = "as saliency, but layers compete for what is kept"
    cited = "JaxPruner, arXiv 2304.14082"


RECIPES.add(NAME, GlobalSaliency())
