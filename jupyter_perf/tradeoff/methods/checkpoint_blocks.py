"""Recompute each block in the backward pass."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ..making import Making
from ..structure import blocks, shallow
from . import METHODS, _checkpointing
from ._wrapping import wrap

NAME = "checkpoint-blocks"


@dataclasses.dataclass(frozen=True)
class CheckpointBlocks:
    """checkpoint-blocks: recompute each block in the backward pass

    What it does: of each repeated block (a layer of a transformer, a residual block) only the input
    is kept; the backward pass does the block's forward pass again to get the rest. With n equal
    blocks that each keep a bytes for an input of i bytes, n·a becomes n·i + a.

    What it costs: one more forward pass of the blocks, so up to a third more arithmetic. No
    accuracy: random numbers are drawn again as they were, batch norms update their running
    statistics once, and gradients are the same to rounding.

    When it pays: where memory sets the batch, and a larger batch is worth more than a third
    (PAPAYA's P-score above its P-point, arXiv 2303.14633). Where the plain step already fills the
    processor, it only takes time.

    Options: `blocks`, which of them, from 0: `"3-12,15"`, a list, or how many of the first ones.
    Those near the output save least: they are needed again at once.

    Names of parameters stay as they are: checkpoints load both ways. Blocks that the model's code
    calls by another method than the module itself aren't recomputed.

    Source: Chen et al., Training Deep Nets with Sublinear Memory Cost, arXiv 1604.06174;
    `torch.utils.checkpoint`, not reentrant.
    """

    words: str = "recompute each block in the backward pass"
    exact: bool = True
    costs: str = "none in accuracy; one more forward pass of the blocks"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        return _checkpointing.unfit(making, blocks(making.model))

    def apply(self, making: Making) -> Making:
        names = [name for name, _ in _checkpointing.chosen(making, NAME)]
        model = shallow(making.model)
        for name in names:
            wrap(model.get_submodule(name), _checkpointing.Checkpointed(name))
        return making.replaced(model=model)

    def code(self, making: Making) -> str:
        chosen = making.option(NAME, "blocks", None)
        option = "" if chosen is None else f", blocks={chosen!r}"
        return f'model = frontier.apply("{NAME}", model{option})  # shares its weights'

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        if making.option(NAME, "blocks", None) is not None:
            return {}
        chosen = {"use_reentrant": False}
        return {
            "transformers": {
                "gradient_checkpointing": True,
                "gradient_checkpointing_kwargs": chosen,
            }
        }


METHODS.add(NAME, CheckpointBlocks())
