"""DeepSeek V2, V3 and R1 (DeepSeek-AI, 2024 and 2025)."""

from __future__ import annotations

from ..architecture import Architecture, Block, grouped
from ..attention import Latent
from ..config import FAMILIES
from ..feed_forward import Dense, Experts
from ..reader import Reader
from . import _parts


@FAMILIES.register("deepseek_v2")
def deepseek_v2(config: Reader) -> Architecture:
    """Latent attention, and fine experts beside ones that all tokens share."""
    hidden = config.count("hidden_size", default=4096)
    # `q_lora_rank` null means that queries aren't compressed, absent that they are.
    rank = config.optional_count("q_lora_rank")
    if "q_lora_rank" not in config.given:
        rank = config.count("q_lora_rank", default=1536)
    experts = _experts(config, hidden, routed=64, shared=2, inner=1407)
    dense = Dense(hidden, config.count("intermediate_size", default=11008))
    first = config.optional_count("first_k_dense_replace", most="layers", least=0) or 0
    layers = config.count("num_hidden_layers", default=32, most="layers")
    attention = _attention(config, hidden, rank, heads=32)
    return _model(config, hidden, attention, (dense, experts), (first, layers), 32000, 2048)


@FAMILIES.register("deepseek_v3")
def deepseek_v3(config: Reader) -> Architecture:
    """The same, larger, with a bias that keeps experts evenly loaded."""
    hidden = config.count("hidden_size", default=7168)
    rank = config.optional_count("q_lora_rank")
    if "q_lora_rank" not in config.given:
        rank = config.count("q_lora_rank", default=1536)
    experts = _experts(config, hidden, routed=256, shared=1, inner=2048, chosen=8, biased=True)
    dense = Dense(hidden, config.count("intermediate_size", default=18432))
    first = config.optional_count("first_k_dense_replace", most="layers", least=0)
    layers = config.count("num_hidden_layers", default=61, most="layers")
    config.note("modules that predict several tokens ahead aren't counted")
    attention = _attention(config, hidden, rank, heads=128)
    parts = (3 if first is None else first, layers)
    return _model(config, hidden, attention, (dense, experts), parts, 129280, 4096)


def _attention(config: Reader, hidden: int, rank: int | None, heads: int) -> Latent:
    return Latent(
        hidden,
        config.count("num_attention_heads", default=heads),
        rank,
        config.count("kv_lora_rank", default=512),
        config.count("qk_nope_head_dim", default=128),
        config.count("qk_rope_head_dim", default=64),
        config.count("v_head_dim", default=128),
    )


def _experts(
    config: Reader,
    hidden: int,
    *,
    routed: int,
    shared: int,
    inner: int,
    chosen: int | None = None,
    biased: bool = False,
) -> Experts:
    width = config.count("moe_intermediate_size", default=inner)
    return Experts(
        hidden,
        width,
        config.count("n_routed_experts", default=routed, most="experts"),
        config.count("num_experts_per_tok", default=chosen, most="experts"),
        shared_inner=width * config.count("n_shared_experts", default=shared, most="experts"),
        router_bias=biased,
    )


def _model(
    config: Reader,
    hidden: int,
    attention: Latent,
    parts: tuple[Dense, Experts],
    places: tuple[int, int],
    vocabulary: int,
    context: int,
) -> Architecture:
    """`places`: how many layers come first without experts, and how many there are."""
    dense, experts = parts
    first, layers = places
    blocks = [
        Block(1, attention, dense if each < first else experts, 2 * hidden)
        for each in range(layers)
    ]
    return _parts.decoder(config, hidden, grouped(blocks), vocabulary=vocabulary, context=context)
