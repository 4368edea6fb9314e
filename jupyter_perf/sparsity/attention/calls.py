"""What one call of attention computes, with its scores in the open."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import torch

MASKED_BELOW = -9000.0
"""An additive mask this low means "not at all": libraries write -inf, the smallest number of the
type, -1e9 or -1e4. What biases scores (ALiBi, relative positions) is far above."""


NAMELESS = "attention"
"""The layer of calls that the model makes itself, in none of its modules."""


@dataclass(frozen=True)
class Scores:
    """The scores of one call, in float32: (…, queries, keys)."""

    scores: torch.Tensor
    """Scaled products with biases added, before anything is masked."""
    allowed: torch.Tensor
    """Where a query may see a key at all (boolean, of the same shape)."""
    query: torch.Tensor
    key: torch.Tensor
    scale: float
    bias: torch.Tensor | None
    """What was added to the scaled products, masked places aside."""


class Policy(Protocol):
    """What is done with scores before their softmax."""

    def logits(self, layer: str, found: Scores) -> torch.Tensor:
        """What the softmax gets; -inf for what is pruned or not allowed."""


def scores_of(
    query: torch.Tensor,
    key: torch.Tensor,
    mask: torch.Tensor | None,
    is_causal: bool,
    scale: float | None,
) -> Scores:
    """As `torch.nn.functional.scaled_dot_product_attention` defines them."""
    import torch

    factor = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    # Autocast would round scores to half precision, where steep thresholds have no gradient.
    with torch.autocast(query.device.type, enabled=False):
        scores = (query.float() @ key.float().transpose(-2, -1)) * factor
    allowed = torch.ones_like(scores, dtype=torch.bool)
    bias = None
    if is_causal:
        allowed = allowed.tril()
    if mask is not None and mask.dtype == torch.bool:
        allowed = allowed & mask
    elif mask is not None:
        added = mask.float()
        allowed = allowed & (added > MASKED_BELOW)
        bias = added.masked_fill(added <= MASKED_BELOW, 0.0)
        scores = scores + bias
    return Scores(scores, allowed, query, key, factor, bias)


def probabilities(logits: torch.Tensor) -> torch.Tensor:
    """Softmax over keys; zeros for a query that may see none, as PyTorch has it."""
    import torch

    none = torch.isneginf(logits).all(dim=-1, keepdim=True)
    return torch.softmax(logits.masked_fill(none, 0.0), dim=-1).masked_fill(none, 0.0)


def attend(
    policy: Policy,
    layer: str,
    query: Any,
    key: Any,
    value: Any,
    attn_mask: Any = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> tuple[Any, Any]:
    """(output, probabilities before dropout), with the arguments of torch's function."""
    import torch

    if enable_gqa:
        shared = query.shape[-3] // key.shape[-3]
        key, value = (each.repeat_interleave(shared, dim=-3) for each in (key, value))
    found = scores_of(query, key, attn_mask, is_causal, scale)
    chances = probabilities(policy.logits(layer, found))
    dropped = torch.nn.functional.dropout(chances, dropout_p) if dropout_p else chances
    return dropped.to(value.dtype) @ value, chances.to(value.dtype)
