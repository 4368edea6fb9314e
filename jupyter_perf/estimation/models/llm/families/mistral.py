"""Mistral 7B and later dense ones (Jiang et al., 2023)."""

from __future__ import annotations

from dataclasses import replace

from ..architecture import Architecture, Block
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("mistral")
def mistral(config: Reader) -> Architecture:
    """Llama's layers with grouped keys; a token attends to at most `sliding_window` before it."""
    hidden = config.count("hidden_size", default=4096)
    attention = _parts.heads(config, hidden, count=32, kv=8)
    # An absent window is 4,096 tokens by default, a null one is none.
    window = config.optional_count("sliding_window")
    if "sliding_window" not in config.given:
        window = config.count("sliding_window", default=4096)
    feed_forward = Dense(hidden, config.count("intermediate_size", default=14336))
    layers = config.count("num_hidden_layers", default=32, most="layers")
    blocks = (Block(layers, replace(attention, window=window), feed_forward, 2 * hidden),)
    return _parts.decoder(config, hidden, blocks, vocabulary=32000, context=131072)
