"""What a model consists of, as far as its cost goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .attention import Attention
from .feed_forward import FeedForward


@dataclass(frozen=True)
class Block:
    """`count` layers that are alike."""

    count: int
    attention: Attention
    feed_forward: FeedForward
    norm_params: int

    @property
    def params(self) -> int:
        """Of one layer."""
        return self.attention.params + self.feed_forward.params + self.norm_params

    @property
    def active_params(self) -> int:
        return self.attention.params + self.feed_forward.active_params + self.norm_params

    @property
    def matmul_weights(self) -> int:
        return self.attention.matmul_weights + self.feed_forward.matmul_weights

    @property
    def stored_weights(self) -> int:
        """In matrices, those of all experts."""
        return self.attention.matmul_weights + self.feed_forward.stored_weights


@dataclass(frozen=True)
class Architecture:
    """Counts are of numbers, not bytes."""

    family: str
    hidden: int
    vocabulary: int
    context: int
    """The most tokens that it was made for."""
    blocks: tuple[Block, ...]
    embedding_params: int
    """Of tokens, positions, types, with their norms and projections."""
    head_weights: int
    """That each predicted token is multiplied with; 0 where nothing is predicted."""
    head_params: int
    """What the head adds: 0 where it shares the embedding's weights and has no bias."""
    final_params: int = 0
    """The last norm, a pooler."""
    causal: bool = True
    assumptions: tuple[str, ...] = ()

    @property
    def layers(self) -> int:
        return sum(block.count for block in self.blocks)

    @property
    def parameters(self) -> int:
        """All, shared ones once."""
        return self._outside + self._over(lambda block: block.params)

    @property
    def active_parameters(self) -> int:
        """Those that one token meets: fewer than all where it chooses among experts."""
        return self._outside + self._over(lambda block: block.active_params)

    @property
    def matmul_weights(self) -> int:
        """Weights that one token is multiplied with on its way, the head's left out."""
        return self._over(lambda block: block.matmul_weights)

    @property
    def stored_weights(self) -> int:
        """In matrices between embedding and head: what quantizers shrink."""
        return self._over(lambda block: block.stored_weights)

    @property
    def _outside(self) -> int:
        return self.embedding_params + self.head_params + self.final_params

    def _over(self, figure: Callable[[Block], int]) -> int:
        return sum(block.count * figure(block) for block in self.blocks)


def grouped(blocks: list[Block]) -> tuple[Block, ...]:
    """Layers one by one → alike ones counted together, in the order of their first."""
    counts: dict[Block, int] = {}
    for block in blocks:
        counts[block] = counts.get(block, 0) + 1
    return tuple(
        Block(count, block.attention, block.feed_forward, block.norm_params)
        for block, count in counts.items()
    )
