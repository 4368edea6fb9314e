"""Llama 1 to 3, and what is built like it (Touvron et al., 2023; "The Llama 3 Herd", 2024)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("llama")
def llama(config: Reader) -> Architecture:
    """Pre-norm layers with gated feed-forward networks; grouped keys from Llama 2 70B on."""
    hidden = config.count("hidden_size", default=4096)
    biased = config.flag("attention_bias", default=False)
    attention = _parts.heads(config, hidden, count=32, qkv_bias=biased, output_bias=biased)
    inner = config.count("intermediate_size", default=11008)
    feed_forward = Dense(hidden, inner, bias=config.flag("mlp_bias", default=False))
    layers = config.count("num_hidden_layers", default=32, most="layers")
    blocks = (Block(layers, attention, feed_forward, 2 * hidden),)
    return _parts.decoder(config, hidden, blocks, vocabulary=32000, context=2048)
