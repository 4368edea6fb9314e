"""Phi 1 and 2, and Phi 3 and 4, which have little in common (Abdin et al., 2024)."""

from __future__ import annotations

from dataclasses import replace

from ..architecture import Architecture, Block
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("phi")
def phi(config: Reader) -> Architecture:
    """One norm a layer for both parts side by side, biases everywhere, the head's too."""
    hidden = config.count("hidden_size", default=2048)
    attention = _parts.heads(config, hidden, count=32, qkv_bias=True, output_bias=True)
    if config.flag("qk_layernorm", default=False):
        attention = replace(attention, norm_params=4 * attention.head_dim)
    feed_forward = Dense(hidden, config.count("intermediate_size", default=8192), False, True)
    layers = config.count("num_hidden_layers", default=24, most="layers")
    blocks = (Block(layers, attention, feed_forward, 2 * hidden),)
    return _parts.decoder(
        config,
        hidden,
        blocks,
        vocabulary=51200,
        context=2048,
        head_bias=True,
        norm_params=2 * hidden,
    )


@FAMILIES.register("phi3")
def phi3(config: Reader) -> Architecture:
    """Llama's layers, their matrices joined."""
    hidden = config.count("hidden_size", default=3072)
    attention = _parts.heads(config, hidden, count=32)
    attention = replace(attention, window=config.optional_count("sliding_window"))
    feed_forward = Dense(hidden, config.count("intermediate_size", default=8192))
    layers = config.count("num_hidden_layers", default=32, most="layers")
    blocks = (Block(layers, attention, feed_forward, 2 * hidden),)
    return _parts.decoder(config, hidden, blocks, vocabulary=32064, context=4096)
