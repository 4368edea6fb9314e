"""Random pruning."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from . import RECIPES, Score
from ._gradual import Cubic

NAME = "random"


@dataclasses.dataclass(frozen=True)
class Random(Cubic):
    """random: more and more weights are pruned by chance (a baseline)

    What it does: prunes by the cubic schedule of `gradual`, but whichever weights; what is pruned
    stays pruned. A recipe that isn't better than this one doesn't choose.

    Options: `begin` (0.1), `end` (0.75), `every` (0.01), as of `gradual`.

    Source: JaxPruner's `random`, arXiv 2304.14082; the schedule of Zhu & Gupta, arXiv 1710.01878,
    equation 1.
    """

    name = NAME
    score: ClassVar[Score] = "random"

    words = "more and more weights are pruned by chance (a baseline)"
    cited = "JaxPruner, arXiv 2304.14082"


RECIPES.add(NAME, Random())
