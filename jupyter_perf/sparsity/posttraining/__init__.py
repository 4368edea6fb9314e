"""Pruning a model that is trained already, with some of its own inputs.

`pruned` prunes in place: Wanda, SparseGPT, or by magnitude alone. `permutation.permuted` reorders
channels first, so that a pattern keeps larger weights, and leaves the model's function as it was.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from ..training import Asked, Layer, Skipped

if TYPE_CHECKING:
    from torch import nn

Batch = tuple[tuple[Any, ...], dict[str, Any]]
"""(args, kwargs) of one call of the model."""


@dataclasses.dataclass(frozen=True)
class Pruned:
    """What became of a model."""

    layers: tuple[Layer, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()
    """Layers whose inputs weren't seen, and what was done instead."""


def pruned(
    model: nn.Module,
    batches: Sequence[Batch],
    asked: Asked,
    *,
    name: str = "model",
    names: Collection[str] | None = None,
) -> Pruned:
    """Prune `model` in place by `asked.recipe`, pattern, distribution, `only` and `skip`.

    `batches` are calls of the model to learn from, the last `recipe.batches` of them; none are
    needed where the recipe isn't one for after training: it is pruned by magnitude then, which is
    what dense training and one mask at its end would give. `name` is the model's in the cell;
    `names` are of parameters to prune, as `Layer.name` has them (None: all that fit, without
    embeddings and the last layer). Buffers, modes and RNG states stay as they are.

    Raises UsageError where the recipe can't do the pattern or no batches were given, MissingExtra
    without torch, and what the model raises on its own inputs.
    """
    from .pruning import prune

    return prune(model, batches, asked, name, names)
