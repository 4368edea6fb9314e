"""Qwen 2, 2.5 and 3, dense (Yang et al., "Qwen2.5" 2024, "Qwen3" 2025)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader
from . import _parts


@FAMILIES.register("qwen2")
def qwen2(config: Reader) -> Architecture:
    """Llama's layers with biases on queries, keys and values."""
    hidden = config.count("hidden_size", default=4096)
    return _dense(config, hidden, qkv_bias=True)


@FAMILIES.register("qwen3")
def qwen3(config: Reader) -> Architecture:
    """Llama's layers with normalised queries and keys in place of biases."""
    hidden = config.count("hidden_size", default=4096)
    biased = config.flag("attention_bias", default=False)
    return _dense(config, hidden, qkv_bias=biased, third=True)


def _dense(config: Reader, hidden: int, *, qkv_bias: bool, third: bool = False) -> Architecture:
    attention = _parts.heads(
        config,
        hidden,
        count=32,
        kv=32,
        head_dim=128 if third else None,
        qkv_bias=qkv_bias,
        output_bias=qkv_bias and third,
        query_key_norms=third,
    )
    if config.flag("use_sliding_window", default=False):
        config.note("`use_sliding_window` is on, and left out: all tokens count as attended to")
    feed_forward = Dense(hidden, config.count("intermediate_size", default=22016))
    layers = config.count("num_hidden_layers", default=32, most="layers")
    blocks = (Block(layers, attention, feed_forward, 2 * hidden),)
    return _parts.decoder(config, hidden, blocks, vocabulary=151936, context=32768)
