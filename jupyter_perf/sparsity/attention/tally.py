"""Counts of scores, by layer and batch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .bits import bits_examined
from .calls import Scores

if TYPE_CHECKING:
    import torch


@dataclass
class Counts:
    """Of one layer on one batch."""

    scores: int = 0
    """That a query may see at all."""
    pruned: int = 0
    bits: float = 0.0
    """Sum over scores of the bits of a key that are examined; 0 where that wasn't modelled."""
    same: int = 0
    """Decisions that are those of exact scores."""
    missed: int = 0
    """Pruned by approximation, though exactly they would not have been."""
    needed: int = 0
    """Scores that exactly would not have been pruned."""


class Tally:
    """Fills `batches`: for each batch, layer → counts."""

    def __init__(self, bits: int | None = None) -> None:
        self.bits = bits
        """Of queries and keys, where early termination is modelled."""
        self.batches: list[dict[str, Counts]] = []

    def next(self) -> None:
        """A new batch begins."""
        self.batches.append(defaultdict(Counts))

    def hard(self, layer: str, found: Scores, kept: torch.Tensor, threshold: float) -> None:
        """Scores below a threshold were pruned."""
        counts = self._count(layer, found, kept)
        if self.bits is not None:
            taken = bits_examined(found, threshold, self.bits)
            counts.bits += float(taken[found.allowed].double().sum())

    def approximate(
        self, layer: str, found: Scores, kept: torch.Tensor, exact: torch.Tensor
    ) -> None:
        """`kept` by approximation, where it would have been `exact`."""
        counts = self._count(layer, found, kept)
        counts.same += int(((kept == exact) & found.allowed).sum())
        counts.missed += int((exact & ~kept).sum())
        counts.needed += int(exact.sum())

    def _count(self, layer: str, found: Scores, kept: torch.Tensor) -> Counts:
        if not self.batches:
            self.next()
        counts = self.batches[-1][layer]
        allowed = int(found.allowed.sum())
        counts.scores += allowed
        counts.pruned += allowed - int(kept.sum())
        return counts
