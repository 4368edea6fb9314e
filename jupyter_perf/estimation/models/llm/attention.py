"""Kinds of attention: their weights, what they cache, and what scores cost.

Every count is for one layer. FLOPs count a multiply-add as two, and leave out the softmax,
rotations and norms: below 1% of the rest at any usual width.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Attention(Protocol):
    """What an architecture needs to know of its attention."""

    @property
    def params(self) -> int:
        """All weights, biases and norms inside."""
        ...

    @property
    def matmul_weights(self) -> int:
        """Weights that every token is multiplied with."""
        ...

    @property
    def cached_values(self) -> int:
        """Numbers kept for each token that later ones attend to."""
        ...

    @property
    def window(self) -> int | None:
        """The most tokens that are attended to; None where all are."""
        ...

    @property
    def width(self) -> int:
        """Numbers that one token's queries, keys and values take in passing."""
        ...

    def score_flops(self, pairs: float, *, cached: bool) -> float:
        """Scores and weighted sums for `pairs` of a query and a key; `cached` where keys are."""
        ...

    def cached_per_device(self, devices: int) -> float:
        """`cached_values` of one of `devices` that share the heads."""
        ...


@dataclass(frozen=True)
class Heads:
    """Multi-head attention, with as many or fewer heads of keys: MHA, GQA, MQA.

    Sources: Vaswani et al., "Attention Is All You Need", 2017, section 3.2; Shazeer, "Fast
    Transformer Decoding", 2019; Ainslie et al., "GQA", 2023.
    """

    hidden: int
    heads: int
    kv_heads: int
    head_dim: int
    qkv_bias: bool = False
    output_bias: bool = False
    norm_params: int = 0
    """Of queries and keys, where they are normalised."""
    window: int | None = None

    @property
    def _queries(self) -> int:
        return self.heads * self.head_dim

    @property
    def cached_values(self) -> int:
        return 2 * self.kv_heads * self.head_dim

    @property
    def matmul_weights(self) -> int:
        return self.hidden * (2 * self._queries + self.cached_values)

    @property
    def params(self) -> int:
        biases = (self._queries + self.cached_values) * self.qkv_bias
        return self.matmul_weights + biases + self.hidden * self.output_bias + self.norm_params

    @property
    def width(self) -> int:
        return self._queries + self.cached_values

    def score_flops(self, pairs: float, *, cached: bool) -> float:
        return 4.0 * self._queries * pairs

    def cached_per_device(self, devices: int) -> float:
        """A head of keys isn't cut: with more devices than heads, several keep the same one."""
        return self.cached_values * max(1, -(-self.kv_heads // devices)) / self.kv_heads


@dataclass(frozen=True)
class Latent:
    """Multi-head latent attention: one compressed vector a token is cached for all heads.

    Source: DeepSeek-AI, "DeepSeek-V2", 2024, section 2.1 and appendix C. From the cache, scores are
    taken in the compressed space, the up-projections absorbed into queries and outputs.
    """

    hidden: int
    heads: int
    q_rank: int | None
    kv_rank: int
    nope_dim: int
    rope_dim: int
    value_dim: int
    window: int | None = None

    @property
    def _query_weights(self) -> int:
        queries = self.heads * (self.nope_dim + self.rope_dim)
        if self.q_rank is None:
            return self.hidden * queries
        return self.q_rank * (self.hidden + queries)

    @property
    def matmul_weights(self) -> int:
        down = self.hidden * (self.kv_rank + self.rope_dim)
        up = self.kv_rank * self.heads * (self.nope_dim + self.value_dim)
        return self._query_weights + down + up + self.heads * self.value_dim * self.hidden

    @property
    def params(self) -> int:
        return self.matmul_weights + (self.q_rank or 0) + self.kv_rank

    @property
    def cached_values(self) -> int:
        return self.kv_rank + self.rope_dim

    @property
    def width(self) -> int:
        return self.heads * (2 * (self.nope_dim + self.rope_dim) + self.value_dim)

    def score_flops(self, pairs: float, *, cached: bool) -> float:
        each = self.nope_dim + self.rope_dim + self.value_dim
        return 2.0 * self.heads * pairs * (2 * self.kv_rank + self.rope_dim if cached else each)

    def cached_per_device(self, devices: int) -> float:
        """The compressed vector belongs to all heads, so each device keeps it whole."""
        return float(self.cached_values)
