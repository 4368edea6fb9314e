"""From the storages of a step to the moment at which most memory is in use."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .ledger import Block

CUDA_ROUNDING = 512
"""Bytes: `kMinBlockSize` of PyTorch's CUDACachingAllocator."""


@dataclass(frozen=True)
class Peak:
    """At `moment`, counted in operations."""

    bytes: int
    moment: int
    blocks: tuple[Block, ...]

    def by_kind(self) -> dict[str, int]:
        return _summed((block.kind, block.size) for block in self.blocks)

    def by_module(self) -> dict[str, int]:
        """Without what was there at the start."""
        return _summed((block.module, block.size) for block in self.blocks if block.born > 0)


def peak(blocks: Sequence[Block], rounding: int = 1, *, host: bool = False) -> Peak:
    """The first moment with the most; sizes count as multiples of `rounding` bytes. What lies in
    the host's memory doesn't count, and with `host` nothing else does."""
    blocks = [block for block in blocks if block.host == host]
    changes: Counter[int] = Counter()
    for block in blocks:
        size = -(-block.size // rounding) * rounding
        changes[block.born] += size
        changes[block.died] -= size
    moments = sorted(changes)
    levels = itertools.accumulate(changes[each] for each in moments)
    most, moment = max(zip(levels, (-each for each in moments), strict=True), default=(0, 0))
    moment = -moment
    there = tuple(block for block in blocks if block.born <= moment < block.died)
    return Peak(most, moment, there)


def on_cuda(blocks: Sequence[Block]) -> Peak:
    """In its allocator's blocks, without what only a processor's libraries need."""
    return peak([block for block in blocks if not block.processors_only], CUDA_ROUNDING)


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for name, size in pairs:
        totals[name] += size
    return dict(totals)
