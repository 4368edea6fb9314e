"""Gemma 1, 2 and 3 (Gemma Team, 2024 and 2025), the text part."""

from __future__ import annotations

from dataclasses import replace

from ..architecture import Architecture, Block, grouped
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("gemma")
def gemma(config: Reader) -> Architecture:
    """Wide heads, gated feed-forward networks, embeddings that are the head too."""
    hidden = config.count("hidden_size", default=3072)
    attention = _parts.heads(config, hidden, count=16, kv=16, head_dim=256)
    feed_forward = Dense(hidden, config.count("intermediate_size", default=24576))
    layers = config.count("num_hidden_layers", default=28, most="layers")
    blocks = (Block(layers, attention, feed_forward, 2 * hidden),)
    return _parts.decoder(config, hidden, blocks, vocabulary=256000, context=8192, tied=True)


@FAMILIES.register("gemma2")
def gemma2(config: Reader) -> Architecture:
    """Norms before and after both parts; every other layer attends to a window only."""
    hidden = config.count("hidden_size", default=2304)
    attention = _parts.heads(config, hidden, count=8, kv=4, head_dim=256)
    return _windowed(config, hidden, attention, every=2, vocabulary=256000, context=8192)


@FAMILIES.register("gemma3_text")
def gemma3(config: Reader) -> Architecture:
    """Gemma 2 with normalised queries and keys; one layer in six attends to everything."""
    hidden = config.count("hidden_size", default=2304)
    attention = _parts.heads(config, hidden, count=8, kv=4, head_dim=256, query_key_norms=True)
    every = config.count("sliding_window_pattern", default=6, most="layers")
    return _windowed(config, hidden, attention, every=every, vocabulary=262208, context=131072)


def _windowed(
    config: Reader, hidden: int, attention: Heads, *, every: int, vocabulary: int, context: int
) -> Architecture:
    local = replace(attention, window=config.count("sliding_window", default=4096))
    feed_forward = Dense(hidden, config.count("intermediate_size", default=9216))
    layers = config.count("num_hidden_layers", default=26, most="layers")
    kinds = config.words("layer_types")
    full = [(each + 1) % every == 0 for each in range(layers)]
    if len(kinds) == layers:
        full = [kind == "full_attention" for kind in kinds]
    blocks = [Block(1, attention if whole else local, feed_forward, 4 * hidden) for whole in full]
    return _parts.decoder(
        config, hidden, grouped(blocks), vocabulary=vocabulary, context=context, tied=True
    )
