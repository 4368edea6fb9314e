"""gpt-oss 20B and 120B (OpenAI, "gpt-oss-120b & gpt-oss-20b Model Card", 2025)."""

from __future__ import annotations

from dataclasses import replace

from ..architecture import Architecture, Block, grouped
from ..config import FAMILIES
from ..feed_forward import Experts
from ..reader import Reader
from . import _parts


@FAMILIES.register("gpt_oss")
def gpt_oss(config: Reader) -> Architecture:
    """Experts with biases; a learned sink for each head; every other layer sees a window only."""
    hidden = config.count("hidden_size", default=2880)
    biased = config.flag("attention_bias", default=True)
    attention = _parts.heads(
        config, hidden, count=64, kv=8, head_dim=64, qkv_bias=biased, output_bias=biased
    )
    # A sink is one number a head, beside the keys.
    attention = replace(attention, norm_params=attention.heads)
    local = replace(attention, window=config.count("sliding_window", default=128))
    experts = Experts(
        hidden,
        config.count("intermediate_size", default=2880),
        config.count("num_local_experts", default=128, most="experts"),
        config.count("num_experts_per_tok", default=4, most="experts"),
        router_bias=True,
        expert_bias=True,
    )
    layers = config.count("num_hidden_layers", default=36, most="layers")
    blocks = [
        Block(1, attention if each % 2 else local, experts, 2 * hidden) for each in range(layers)
    ]
    return _parts.decoder(config, hidden, grouped(blocks), vocabulary=201088, context=131072)
