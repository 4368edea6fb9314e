"""GPT-NeoX 20B and Pythia (Black et al., 2022; Biderman et al., 2023)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("gpt_neox")
def gpt_neox(config: Reader) -> Architecture:
    """Attention and feed-forward network side by side, with biases; a head of its own."""
    hidden = config.count("hidden_size", default=6144)
    biased = config.flag("attention_bias", default=True)
    attention = _parts.heads(config, hidden, count=64, qkv_bias=biased, output_bias=biased)
    inner = config.count("intermediate_size", default=24576)
    layers = config.count("num_hidden_layers", default=44, most="layers")
    blocks = (Block(layers, attention, Dense(hidden, inner, False, True), 4 * hidden),)
    return _parts.decoder(
        config, hidden, blocks, vocabulary=50432, context=2048, norm_params=2 * hidden
    )
