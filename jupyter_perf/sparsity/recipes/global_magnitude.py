"""Magnitude pruning over all layers at once."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from . import RECIPES, Scope
from ._gradual import Cubic

NAME = "global-magnitude"


@dataclasses.dataclass(frozen=True)
class GlobalMagnitude(Cubic):
    """global-magnitude: as gradual, but layers compete for what is kept

    What it does: prunes by the cubic schedule of `gradual`, the smallest weights of all layers
    together: a layer of small weights loses more.

    When not: N:M, blocks and channels keep as much of each layer. Layers at very different scales:
    one can lose nearly everything (it always keeps one weight).

    Options: `begin` (0.1), `end` (0.75), `every` (0.01), as of `gradual`.

    Source: JaxPruner's `global_magnitude`, arXiv 2304.14082; the schedule of Zhu & Gupta, arXiv
    1710.01878, equation 1.
    """

    name = NAME

    scope: ClassVar[Scope] = "global"
    words = "as gradual, but layers compete for what is kept"
    cited = "JaxPruner, arXiv 2304.14082"


RECIPES.add(NAME, GlobalMagnitude())
