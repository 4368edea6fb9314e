"""Scaled dot-product attention as one operation, whatever implements it.

Arithmetic as in Dao et al., "FlashAttention", 2022, appendix B: two products forward, and five
backward, where the scores are computed again. Where a mask is an argument, all pairs are computed.
"""

from __future__ import annotations

from typing import Any

from ..precisions import weight
from ..tally import Call, Tally, counts

SOFTMAX = 12.0
"""For each pair: scale, largest, `exp`, sum, division."""
HALVED = "causal attention: only pairs of a query with what is before it are counted"


def pairs(queries: int, keys: int, causal: bool) -> int:
    """Query i meets keys 0 to i, as `is_causal` aligns them (upper left)."""
    if not causal:
        return queries * keys
    square = min(queries, keys)
    return square * (square + 1) // 2 + max(0, queries - keys) * keys


@counts(
    "aten::_scaled_dot_product_flash_attention_for_cpu",
    "aten::_scaled_dot_product_flash_attention",
    "aten::_scaled_dot_product_efficient_attention",
    "aten::_scaled_dot_product_cudnn_attention",
    "aten::_scaled_dot_product_fused_attention_overrideable",
)
def forward(call: Call) -> Tally:
    query, key, value, causal = _arguments(call)
    each = _all_pairs(query, key, causal)
    products = 2.0 * each * (query.shape[-1] + value.shape[-1]) * weight(query)
    return Tally(products, SOFTMAX * each, note=HALVED if causal else "")


@counts(
    "aten::_scaled_dot_product_flash_attention_for_cpu_backward",
    "aten::_scaled_dot_product_flash_attention_backward",
    "aten::_scaled_dot_product_efficient_attention_backward",
    "aten::_scaled_dot_product_cudnn_attention_backward",
    "aten::_scaled_dot_product_fused_attention_overrideable_backward",
)
def backward(call: Call) -> Tally:
    query, key, value, causal = _arguments(call)
    each = _all_pairs(query, key, causal)
    products = 2.0 * each * (3 * query.shape[-1] + 2 * value.shape[-1]) * weight(query)
    return Tally(products, SOFTMAX * each, note=HALVED if causal else "")


def _arguments(call: Call) -> tuple[Any, Any, Any, bool]:
    return call["query"], call["key"], call["value"], bool(call["is_causal"])


def _all_pairs(query: Any, key: Any, causal: bool) -> float:
    """(batch, heads, queries, features): heads are those of the queries, which share keys (GQA)."""
    batch, heads, queries, _ = query.shape
    return float(batch * heads * pairs(queries, key.shape[-2], causal))
