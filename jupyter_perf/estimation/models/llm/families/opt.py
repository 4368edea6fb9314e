"""OPT (Zhang et al., 2022)."""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader

# Positions are counted from 2 on, and have rows for the two before.
OFFSET = 2


@FAMILIES.register("opt")
def opt(config: Reader) -> Architecture:
    """GPT-3's layers; embeddings may be narrower than the model, and are the head too."""
    hidden = config.count("hidden_size", default=768)
    words = config.count("vocab_size", default=50272, most="vocabulary")
    context = config.count("max_position_embeddings", default=2048)
    count = config.count("num_attention_heads", default=12)
    width = config.divided(hidden, count, "hidden size and heads")
    biased = config.flag("enable_bias", default=True)
    attention = Heads(hidden, count, count, width, biased, biased)
    feed_forward = Dense(hidden, config.count("ffn_dim", default=3072), False, biased)
    layers = config.count("num_hidden_layers", default=12, most="layers")
    narrow = config.optional_count("word_embed_proj_dim") or hidden
    # Two projections, in and out, where the embeddings are narrower.
    projections = 2 * narrow * hidden if narrow != hidden else 0
    last_norm = config.flag("do_layer_norm_before", default=True)
    last_norm = last_norm and not config.flag("_remove_final_layer_norm", default=False)
    tied = config.flag("tie_word_embeddings", default=True)
    return Architecture(
        family=config.family,
        hidden=hidden,
        vocabulary=words,
        context=context,
        blocks=(Block(layers, attention, feed_forward, 4 * hidden),),
        embedding_params=words * narrow + (context + OFFSET) * hidden + projections,
        head_weights=words * narrow,
        head_params=words * narrow * (not tied),
        final_params=2 * hidden * last_norm,
        assumptions=config.assumptions,
    )
