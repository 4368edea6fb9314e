"""Qwen's mixtures of experts, of the second and third generation."""

from __future__ import annotations

from ..architecture import Architecture, Block, grouped
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense, Experts, FeedForward
from ..reader import Reader
from . import _parts


@FAMILIES.register("qwen2_moe")
def qwen2_moe(config: Reader) -> Architecture:
    """Qwen2's attention, experts, and a gated network that all tokens share."""
    hidden = config.count("hidden_size", default=2048)
    attention = _parts.heads(config, hidden, count=16, kv=16, qkv_bias=True)
    experts = Experts(
        hidden,
        config.count("moe_intermediate_size", default=1408),
        config.count("num_experts", default=60, most="experts"),
        config.count("num_experts_per_tok", default=4, most="experts"),
        shared_inner=config.count("shared_expert_intermediate_size", default=5632),
        shared_gate=True,
    )
    dense = Dense(hidden, config.count("intermediate_size", default=5632))
    return _model(config, hidden, attention, experts, dense)


@FAMILIES.register("qwen3_moe")
def qwen3_moe(config: Reader) -> Architecture:
    """Qwen3's attention, and experts that share nothing."""
    hidden = config.count("hidden_size", default=2048)
    biased = config.flag("attention_bias", default=False)
    attention = _parts.heads(
        config,
        hidden,
        count=32,
        kv=4,
        qkv_bias=biased,
        output_bias=biased,
        query_key_norms=True,
    )
    experts = Experts(
        hidden,
        config.count("moe_intermediate_size", default=768),
        config.count("num_experts", default=128, most="experts"),
        config.count("num_experts_per_tok", default=8, most="experts"),
    )
    dense = Dense(hidden, config.count("intermediate_size", default=6144))
    return _model(config, hidden, attention, experts, dense)


def _model(
    config: Reader, hidden: int, attention: Heads, experts: Experts, dense: Dense
) -> Architecture:
    """Experts in every `decoder_sparse_step`th layer that isn't said to have none."""
    layers = config.count("num_hidden_layers", default=24, most="layers")
    step = config.count("decoder_sparse_step", default=1, most="layers")
    without = config.places("mlp_only_layers")

    def feed_forward(layer: int) -> FeedForward:
        return dense if layer in without or (layer + 1) % step else experts

    blocks = [Block(1, attention, feed_forward(each), 2 * hidden) for each in range(layers)]
    return _parts.decoder(config, hidden, grouped(blocks), vocabulary=151936, context=32768)
