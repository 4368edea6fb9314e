"""BLOOM (BigScience Workshop, 2022)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("bloom")
def bloom(config: Reader) -> Architecture:
    """GPT-2's layers, distances instead of positions, and a norm after the embeddings."""
    hidden = config.count("hidden_size", "n_embed", default=64)
    count = config.count("n_head", "num_attention_heads", default=8)
    width = config.divided(hidden, count, "hidden size and heads")
    attention = Heads(hidden, count, count, width, qkv_bias=True, output_bias=True)
    layers = config.count("n_layer", "num_hidden_layers", default=2, most="layers")
    feed_forward = Dense(hidden, 4 * hidden, gated=False, bias=True)
    blocks = (Block(layers, attention, feed_forward, 4 * hidden),)
    return _parts.decoder(
        config,
        hidden,
        blocks,
        vocabulary=250880,
        context=2048,
        tied=True,
        # The norm after the embeddings stands among them.
        position_params=2 * hidden,
        norm_params=2 * hidden,
    )
