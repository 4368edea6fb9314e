"""How an overall density is spread over layers, for patterns that aren't N:M."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ..errors import UsageError

Shape = tuple[int, ...]
"""Of a weight as it is: convolutions count the places of their kernels, too."""


def uniform(shapes: Mapping[str, Shape], density: float) -> dict[str, float]:
    """The same for each layer."""
    _check(density)
    return dict.fromkeys(shapes, density)


def erk(shapes: Mapping[str, Shape], density: float) -> dict[str, float]:
    """Erdős-Rényi-Kernel: the density of a layer is in proportion to the sum of its dimensions over
    their product, so that small layers stay denser; all together keep `density` of all weights.

    A density above 1 is capped there and the rest solved again, until none is: the solution is
    exact, min(1, eps · s_l) with one eps for all. Weights are counted as real numbers; masks round.

    Source: Evci et al., Rigging the Lottery, arXiv 1911.11134, section 3, (1).
    """
    _check(density)
    sizes = {name: math.prod(shape) for name, shape in shapes.items()}
    if empty := [name for name, size in sizes.items() if size < 1]:
        raise UsageError(f"{', '.join(empty)} has no weights to spread a density over")
    scales = {name: sum(shape) / sizes[name] for name, shape in shapes.items()}
    budget = density * sum(sizes.values())
    open_ = sorted(shapes, key=lambda name: -scales[name])
    while open_:
        eps = budget / sum(scales[name] * sizes[name] for name in open_)
        if eps * scales[open_[0]] <= 1:
            break
        budget -= sizes[open_.pop(0)]
    return {name: eps * scales[name] if name in open_ else 1.0 for name in shapes}


def _check(density: float) -> None:
    if not 0 < density <= 1:
        raise UsageError(f"a density is above 0 and at most 1, not {density!r}")


DISTRIBUTIONS = {"uniform": uniform, "erk": erk}
