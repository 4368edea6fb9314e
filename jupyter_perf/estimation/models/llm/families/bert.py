"""Encoders: BERT, RoBERTa, DistilBERT (Devlin et al., 2018; Liu et al., 2019; Sanh et al., 2019).

They attend both ways, cache nothing, and predict no next token.
"""

from __future__ import annotations

from ..architecture import Architecture, Block
from ..attention import Heads
from ..config import FAMILIES
from ..feed_forward import Dense
from ..reader import Reader


@FAMILIES.register("bert")
def bert(config: Reader) -> Architecture:
    """With the pooler; with the head that predicts masked words only if it is in its name."""
    return _encoder(config, vocabulary=30522, context=512, types=2)


@FAMILIES.register("roberta")
def roberta(config: Reader) -> Architecture:
    """BERT without types of sentences; positions are counted from 2 on."""
    return _encoder(config, vocabulary=50265, context=512, types=2)


@FAMILIES.register("distilbert")
def distilbert(config: Reader) -> Architecture:
    """Half of BERT's layers, without types and pooler."""
    hidden = config.count("dim", "hidden_size", default=768)
    heads = config.count("n_heads", "num_attention_heads", default=12)
    inner = config.count("hidden_dim", default=3072)
    layers = config.count("n_layers", "num_hidden_layers", default=6, most="layers")
    words = config.count("vocab_size", default=30522, most="vocabulary")
    context = config.count("max_position_embeddings", default=512)
    block = _block(config, hidden, heads, inner, layers)
    return Architecture(
        family=config.family,
        hidden=hidden,
        vocabulary=words,
        context=context,
        blocks=(block,),
        embedding_params=(words + context + 2) * hidden,
        head_weights=0,
        head_params=0,
        causal=False,
        assumptions=config.assumptions,
    )


def _encoder(config: Reader, *, vocabulary: int, context: int, types: int) -> Architecture:
    hidden = config.count("hidden_size", default=768)
    heads = config.count("num_attention_heads", default=12)
    inner = config.count("intermediate_size", default=3072)
    layers = config.count("num_hidden_layers", default=12, most="layers")
    words = config.count("vocab_size", default=vocabulary, most="vocabulary")
    places = config.count("max_position_embeddings", default=context)
    kinds = config.count("type_vocab_size", default=types)
    masked = any("MaskedLM" in each for each in config.words("architectures"))
    # The head is a layer of its own, a norm, the embeddings once more and a bias for each word.
    extra = hidden * (hidden + 3) + words
    return Architecture(
        family=config.family,
        hidden=hidden,
        vocabulary=words,
        context=places,
        blocks=(_block(config, hidden, heads, inner, layers),),
        embedding_params=(words + places + kinds + 2) * hidden,
        head_weights=hidden * (hidden + words) if masked else 0,
        head_params=extra if masked else 0,
        final_params=0 if masked else hidden * (hidden + 1),
        causal=False,
        assumptions=config.assumptions,
    )


def _block(config: Reader, hidden: int, heads: int, inner: int, layers: int) -> Block:
    width = config.divided(hidden, heads, "hidden size and heads")
    attention = Heads(hidden, heads, heads, width, qkv_bias=True, output_bias=True)
    return Block(layers, attention, Dense(hidden, inner, False, True), 4 * hidden)
