"""Falcon 7B, 40B and 180B (Almazrouei et al., 2023)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("falcon")
def falcon(config: Reader) -> Architecture:
    """All heads share one head of keys (7B), or groups of them do (40B and 180B)."""
    hidden = config.count("hidden_size", default=4544)
    count = config.count("num_attention_heads", "n_head", default=71)
    width = config.divided(hidden, count, "hidden size and heads")
    biased = config.flag("bias", default=False)
    newer = config.flag("new_decoder_architecture", default=False)
    keys = _keys(config, count, newer)
    config.divided(count, keys, "heads of queries and keys")
    attention = Heads(hidden, count, keys, width, biased, biased)
    inner = config.optional_count("ffn_hidden_size") or 4 * hidden
    norms = _norms(config, newer) * 2 * hidden
    layers = config.count("num_hidden_layers", "n_layer", default=32, most="layers")
    blocks = (Block(layers, attention, Dense(hidden, inner, False, biased), norms),)
    return _parts.decoder(
        config,
        hidden,
        blocks,
        vocabulary=65024,
        context=2048,
        tied=True,
        norm_params=2 * hidden,
    )


def _keys(config: Reader, heads: int, newer: bool) -> int:
    if newer:
        return config.optional_count("num_kv_heads", "n_head_kv") or heads
    return 1 if config.flag("multi_query", default=True) else heads


def _norms(config: Reader, newer: bool) -> int:
    """How many norms a layer has."""
    if not config.flag("parallel_attn", default=True):
        return 2
    return (config.optional_count("num_ln_in_parallel_attn") or 2) if newer else 1
