"""Mixtral 8×7B and 8×22B (Jiang et al., "Mixtral of Experts", 2024)."""

from __future__ import annotations

from dataclasses import replace

from ..architecture import Architecture, Block
from ..config import FAMILIES
from ..feed_forward import Experts
from ..reader import Reader
from . import _parts


@FAMILIES.register("mixtral")
def mixtral(config: Reader) -> Architecture:
    """Mistral's attention, and two of eight experts for each token."""
    hidden = config.count("hidden_size", default=4096)
    attention = _parts.heads(config, hidden, count=32, kv=8)
    attention = replace(attention, window=config.optional_count("sliding_window"))
    experts = Experts(
        hidden,
        config.count("intermediate_size", default=14336),
        config.count("num_local_experts", "num_experts", default=8, most="experts"),
        config.count("num_experts_per_tok", default=2, most="experts"),
    )
    layers = config.count("num_hidden_layers", default=32, most="layers")
    blocks = (Block(layers, attention, experts, 2 * hidden),)
    return _parts.decoder(config, hidden, blocks, vocabulary=32000, context=131072)
