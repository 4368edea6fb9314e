"""GPT-2, and GPT-3 which has its layers (Radford et al., 2019; Brown et al., 2020)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("gpt2")
def gpt2(config: Reader) -> Architecture:
    """Biases everywhere, learned positions, embeddings that are the head too."""
    hidden = config.count("n_embd", "hidden_size", default=768)
    count = config.count("n_head", "num_attention_heads", default=12)
    width = config.divided(hidden, count, "hidden size and heads")
    attention = Heads(hidden, count, count, width, qkv_bias=True, output_bias=True)
    inner = config.optional_count("n_inner") or 4 * hidden
    layers = config.count("n_layer", "num_hidden_layers", default=12, most="layers")
    blocks = (Block(layers, attention, Dense(hidden, inner, False, True), 4 * hidden),)
    context = config.count("n_positions", "max_position_embeddings", default=1024)
    return _parts.decoder(
        config,
        hidden,
        blocks,
        vocabulary=50257,
        context=context,
        tied=True,
        position_params=context * hidden,
        norm_params=2 * hidden,
    )
