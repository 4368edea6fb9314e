"""Feed-forward layers: one for all tokens, or experts of which each token takes a few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class FeedForward(Protocol):
    """What an architecture needs to know of its feed-forward layer."""

    @property
    def params(self) -> int:
        """All weights and biases."""
        ...

    @property
    def active_params(self) -> int:
        """Those that one token meets."""
        ...

    @property
    def matmul_weights(self) -> int:
        """Weights that one token is multiplied with."""
        ...

    @property
    def stored_weights(self) -> int:
        """Weights in all its matrices."""
        ...

    @property
    def width(self) -> int:
        """Numbers that one token takes in passing."""
        ...

    def weights_read(self, tokens: float) -> float:
        """Weights that are read for `tokens` at once."""
        ...


@dataclass(frozen=True)
class Dense:
    """Up and down, or gated: gate, up and down (Shazeer, "GLU Variants", 2020)."""

    hidden: int
    inner: int
    gated: bool = True
    bias: bool = False

    @property
    def matmul_weights(self) -> int:
        return (3 if self.gated else 2) * self.hidden * self.inner

    @property
    def params(self) -> int:
        biases = (2 if self.gated else 1) * self.inner + self.hidden
        return self.matmul_weights + biases * self.bias

    @property
    def active_params(self) -> int:
        return self.params

    @property
    def stored_weights(self) -> int:
        return self.matmul_weights

    @property
    def width(self) -> int:
        return (2 if self.gated else 1) * self.inner

    def weights_read(self, tokens: float) -> float:
        return float(self.matmul_weights) if tokens else 0.0


@dataclass(frozen=True)
class Experts:
    """`chosen` of `experts` gated networks a token, and what all tokens share.

    Sources: Jiang et al., "Mixtral of Experts", 2024; Dai et al., "DeepSeekMoE", 2024.
    """

    hidden: int
    inner: int
    experts: int
    chosen: int
    shared_inner: int = 0
    router_bias: bool = False
    shared_gate: bool = False
    expert_bias: bool = False

    @property
    def _expert(self) -> int:
        return 3 * self.hidden * self.inner

    @property
    def _biases(self) -> int:
        """Of one expert."""
        return (2 * self.inner + self.hidden) * self.expert_bias

    @property
    def _common(self) -> int:
        gate = self.hidden * self.shared_gate
        return self.hidden * self.experts + 3 * self.hidden * self.shared_inner + gate

    @property
    def params(self) -> int:
        return self.stored_weights + self.experts * (self.router_bias + self._biases)

    @property
    def active_params(self) -> int:
        return self.params - (self.experts - self.chosen) * (self._expert + self._biases)

    @property
    def matmul_weights(self) -> int:
        return self._common + self.chosen * self._expert

    @property
    def stored_weights(self) -> int:
        return self._common + self.experts * self._expert

    @property
    def width(self) -> int:
        return 2 * (self.chosen * self.inner + self.shared_inner)

    def weights_read(self, tokens: float) -> float:
        """Tokens choose evenly and independently, so `tokens` of them leave out
        (1 − chosen/experts)^tokens of the experts."""
        if not tokens:
            return 0.0
        left_out: float = (1.0 - self.chosen / self.experts) ** tokens
        return self._common + (1.0 - left_out) * self.experts * self._expert
