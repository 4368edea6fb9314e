"""StarCoder2 (Lozhkov et al., "StarCoder 2 and The Stack v2", 2024)."""

from __future__ import annotations

from dataclasses import replace

from ..architecture import Architecture, Block
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("starcoder2")
def starcoder2(config: Reader) -> Architecture:
    """GPT-2's layers with grouped keys, rotated positions, and a window in some sizes."""
    hidden = config.count("hidden_size", default=3072)
    biased = config.flag("use_bias", default=True)
    attention = _parts.heads(config, hidden, count=24, kv=2, qkv_bias=biased, output_bias=biased)
    attention = replace(attention, window=config.optional_count("sliding_window"))
    feed_forward = Dense(hidden, config.count("intermediate_size", default=12288), False, biased)
    layers = config.count("num_hidden_layers", default=30, most="layers")
    blocks = (Block(layers, attention, feed_forward, 4 * hidden),)
    return _parts.decoder(
        config,
        hidden,
        blocks,
        vocabulary=49152,
        context=4096,
        tied=True,
        norm_params=2 * hidden,
    )
