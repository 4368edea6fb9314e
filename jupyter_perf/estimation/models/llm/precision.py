"""How many bits numbers take, and which units compute with them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ....errors import UsageError

LEAST_BITS, MOST_BITS = 1.0, 64.0


@dataclass(frozen=True)
class Precision:
    """Bits of each kind of number; fractions count scales of groups, as 4.5 for 16 in 32 weights.

    Raises UsageError for what are no bits.
    """

    weight_bits: float = 16.0
    activation_bits: float = 16.0
    """Those that are computed with: weights of fewer bits are widened to them."""
    kv_bits: float = 16.0
    embedding_bits: float | None = None
    """Of embeddings and head; None is 16 where weights have fewer, as quantizers leave them."""

    def __post_init__(self) -> None:
        for name in ("weight_bits", "activation_bits", "kv_bits", "embedding_bits"):
            value = getattr(self, name)
            if value is None and name == "embedding_bits":
                continue
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise UsageError(f"`{name}` must be a number of bits")
            if math.isnan(value) or not LEAST_BITS <= value <= MOST_BITS:
                raise UsageError(f"`{name}` must be from {LEAST_BITS:g} to {MOST_BITS:g}")

    @property
    def weight_bytes(self) -> float:
        return self.weight_bits / 8

    @property
    def activation_bytes(self) -> float:
        return self.activation_bits / 8

    @property
    def kv_bytes(self) -> float:
        return self.kv_bits / 8

    @property
    def embedding_bytes(self) -> float:
        return (
            max(self.weight_bits, 16.0) / 8
            if self.embedding_bits is None
            else (self.embedding_bits / 8)
        )

    @property
    def units(self) -> str:
        """Of matrices with activations, by the names of `core.targets`."""
        if self.activation_bits > 16:
            return "fp32"
        return "fp16" if self.activation_bits > 8 else "fp8"

    @property
    def score_units(self) -> str:
        """Of attention, which is kept at 16 bits where matrices have fewer."""
        return "fp32" if self.activation_bits > 16 else "fp16"
