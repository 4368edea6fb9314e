"""GPT-J 6B (Wang and Komatsuzaki, 2021)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("gptj")
def gptj(config: Reader) -> Architecture:
    """One norm a layer for attention and feed-forward network alike; a head with a bias."""
    hidden = config.count("n_embd", "hidden_size", default=4096)
    count = config.count("n_head", "num_attention_heads", default=16)
    width = config.divided(hidden, count, "hidden size and heads")
    inner = config.optional_count("n_inner") or 4 * hidden
    layers = config.count("n_layer", "num_hidden_layers", default=28, most="layers")
    feed_forward = Dense(hidden, inner, gated=False, bias=True)
    blocks = (Block(layers, Heads(hidden, count, count, width), feed_forward, 2 * hidden),)
    return _parts.decoder(
        config,
        hidden,
        blocks,
        vocabulary=50400,
        context=2048,
        head_bias=True,
        norm_params=2 * hidden,
    )
