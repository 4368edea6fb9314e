"""The published network as the trainer sees it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import torch

from ..drawing import sketch
from ..graph import BlockGraph, Extensions, Vocabulary
from .examples import Batch, collate
from .network import Granite, Shape

RAREST = 3
"""A token that fewer blocks have is as good as unknown."""


class TrainableGranite:
    """`settings` as `settings()` gives them; see `fresh`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self.vocabulary = Vocabulary(tuple(settings["words"]))
        self.extensions = Extensions(**settings["extensions"])
        shape = Shape(**settings["shape"])
        self._network = Granite(len(self.vocabulary), len(settings["targets"]), shape)
        self.module: torch.nn.Module = self._network

    def examples(self, codes: Sequence[bytes]) -> list[BlockGraph]:
        """Raises Undecodable."""
        return [sketch(code, self.extensions).graph(self.vocabulary) for code in codes]

    def size(self, example: BlockGraph) -> int:
        """Instructions."""
        return len(example.instructions)

    def collate(self, examples: Sequence[BlockGraph]) -> Batch:
        """One batch, where the network is."""
        return collate(examples).to(next(self.module.parameters()).device)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, None]:
        """Cycles (B, heads), above 0, float32; GRANITE says nothing of an interval."""
        return self.module(batch), None

    def contributions(self, batch: Batch) -> torch.Tensor:
        """(I, heads) cycles of each instruction, above 0: a block's sum to its cycles."""
        return self._network.contributions(batch)

    def penalty(self) -> torch.Tensor | None:
        """None: the paper has none."""
        return None

    def settings(self) -> dict[str, Any]:
        """Plain data, enough to build it again."""
        return self._settings


def fresh(
    codes: Sequence[bytes],
    targets: Sequence[str],
    *,
    width: int = 256,
    rounds: int = 8,
    hidden: int = 2,
    unknown: float = 0.01,
    rarest: int = RAREST,
    without: Collection[str] = (),
) -> TrainableGranite:
    """An untrained network for the tokens that `rarest` or more of `codes` have.

    `width`, `rounds`, `hidden` and `unknown` are those of `network.Shape`. `without` may name
    "loop-carried" and "full-registers", our extensions of the graph; other names say nothing here.
    Raises Undecodable.
    """
    extensions = {
        "loop_carried": "loop-carried" not in without,
        "full_registers": "full-registers" not in without,
    }
    sketches = (sketch(code, Extensions(**extensions)) for code in codes)
    return TrainableGranite(
        {
            "network": "granite",
            "targets": list(targets),
            "shape": {"width": width, "rounds": rounds, "hidden": hidden, "unknown": unknown},
            "extensions": extensions,
            "words": list(Vocabulary.of(sketches, rarest).known),
        }
    )
