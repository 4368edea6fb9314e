"""What most families share."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..attention import Heads
from ..reader import Reader


def heads(
    config: Reader,
    hidden: int,
    *,
    count: int,
    kv: int | None = None,
    head_dim: int | None = None,
    qkv_bias: bool = False,
    output_bias: bool = False,
    query_key_norms: bool = False,
) -> Heads:
    """Attention by the names that llama's configuration has; `kv` None means as many as heads."""
    queries = config.count("num_attention_heads", default=count)
    keys = config.optional_count("num_key_value_heads") or kv or queries
    config.divided(queries, keys, "heads of queries and keys")
    given = config.optional_count("head_dim") or head_dim
    width = given or config.divided(hidden, queries, "hidden size and heads")
    norms = 2 * width if query_key_norms else 0
    return Heads(hidden, queries, keys, width, qkv_bias, output_bias, norms)


def decoder(
    config: Reader,
    hidden: int,
    blocks: tuple[Block, ...],
    *,
    vocabulary: int,
    context: int,
    tied: bool = False,
    head_bias: bool = False,
    position_params: int = 0,
    norm_params: int | None = None,
) -> Architecture:
    """A model that predicts the next token; its last norm has `hidden` scales unless said."""
    words = config.count("vocab_size", default=vocabulary, most="vocabulary")
    shared = config.flag("tie_word_embeddings", default=tied)
    return Architecture(
        family=config.family,
        hidden=hidden,
        vocabulary=words,
        context=config.count("max_position_embeddings", "n_positions", default=context),
        blocks=blocks,
        embedding_params=words * hidden + position_params,
        head_weights=words * hidden,
        head_params=words * hidden * (not shared) + words * head_bias,
        final_params=hidden if norm_params is None else norm_params,
        assumptions=config.assumptions,
    )
