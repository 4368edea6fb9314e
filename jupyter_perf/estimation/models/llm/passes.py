"""One pass through a model, as work for one of the devices that share it.

Per layer, for T tokens (Pope et al., "Efficiently Scaling Transformer Inference", 2022, sections
2 and 3; Yuan et al., "LLM Inference Unveiled", 2024): each matrix costs 2·T·weights operations,
its weights are read once, activations go in and out once, and keys and values of all tokens before
are read. Devices split heads and feed-forward networks (Shoeybi et al., "Megatron-LM", 2019), and
add up their parts twice a layer; a ring sends 2·(d−1)/d of the activations for that.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..roofline import Work
from .architecture import Architecture, Block
from .precision import Precision

# Kernels that a layer starts where runtimes fuse what they can: norm, queries to values,
# rotation, output; attention; norm, gate and up, activation, down.
PROJECTION_KERNELS = 4
ATTENTION_KERNELS = 1
FEED_FORWARD_KERNELS = 3
HEAD_KERNELS = 2
LOGIT_BYTES = 4
# Steps of one token are recorded once and started as a graph. Prompts differ in length, so their
# kernels are started one by one by the processor, which takes some four times as long.
UNRECORDED = 4.0


@dataclass(frozen=True)
class Pass:
    """`new` tokens of each of `batch` sequences, after `before` ones that are cached."""

    batch: int
    new: int
    before: int
    precision: Precision
    devices: int = 1

    @property
    def tokens(self) -> int:
        return self.batch * self.new

    def starts(self, kernels: int) -> float:
        """Of kernels, in starts from a recorded graph."""
        return kernels * (UNRECORDED if self.new > 1 else 1.0)

    def pairs(self, window: int | None, causal: bool) -> float:
        """Of a query and a key that it attends to, in all sequences."""
        keys = self.before + self.new
        if not causal:
            return float(self.tokens * keys)
        most = keys if window is None else min(window, keys)
        # The first queries see fewer than `most` keys, one more each; the others see all of them.
        growing = max(0, min(self.new, most - self.before - 1))
        seen = growing * self.before + growing * (growing + 1) / 2
        return self.batch * (seen + (self.new - growing) * most)

    def keys(self, window: int | None) -> int:
        """Cached tokens that are read, in all sequences."""
        length = self.before + self.new
        return self.batch * (length if window is None else min(window + self.new, length))


def works(model: Architecture, step: Pass) -> list[Work]:
    """Of one device; where there are several, each does the same."""
    rows = [_embedding(model, step)]
    for block in model.blocks:
        parts = (_projections, _attention, _feed_forward)
        rows += [part(model, block, step).times(block.count) for part in parts]
    if model.head_weights:
        rows.append(_head(model, step))
    return rows


def _embedding(model: Architecture, step: Pass) -> Work:
    each = step.precision.embedding_bytes + step.precision.activation_bytes
    return Work({}, step.tokens * model.hidden * each, "embedding")


def _projections(model: Architecture, block: Block, step: Pass) -> Work:
    attention = block.attention
    return _matrices(
        model,
        step,
        "attention projections",
        used=attention.matmul_weights,
        read=attention.matmul_weights,
        width=attention.width,
        kernels=PROJECTION_KERNELS,
    )


def _feed_forward(model: Architecture, block: Block, step: Pass) -> Work:
    network = block.feed_forward
    return _matrices(
        model,
        step,
        "feed forward",
        used=network.matmul_weights,
        read=network.weights_read(step.tokens),
        width=network.width,
        kernels=FEED_FORWARD_KERNELS,
    )


def _matrices(
    model: Architecture,
    step: Pass,
    name: str,
    *,
    used: float,
    read: float,
    width: int,
    kernels: int,
) -> Work:
    precision, devices = step.precision, step.devices
    passing = step.tokens * (2 * model.hidden + 2 * width / devices) * precision.activation_bytes
    shared = devices > 1
    return Work(
        {precision.units: 2.0 * step.tokens * used / devices},
        read * precision.weight_bytes / devices + passing,
        name,
        link_bytes=_ring(step.tokens * model.hidden * precision.activation_bytes, devices),
        launches=step.starts(kernels),
        exchanges=1.0 if shared else 0.0,
    )


def _attention(model: Architecture, block: Block, step: Pass) -> Work:
    attention, precision = block.attention, step.precision
    cached = step.before > 0
    pairs = step.pairs(attention.window, model.causal)
    kept = attention.cached_per_device(step.devices) * precision.kv_bytes
    # New keys are written, and all are read; a pass without a cache reads what it has just made.
    moved = kept * (step.tokens + step.keys(attention.window))
    passing = step.tokens * attention.width * precision.activation_bytes / step.devices
    return Work(
        {precision.score_units: attention.score_flops(pairs, cached=cached) / step.devices},
        moved + passing,
        "attention",
        launches=step.starts(ATTENTION_KERNELS),
    )


def _head(model: Architecture, step: Pass) -> Work:
    """Only the last token of each sequence is predicted from, in an encoder each one is."""
    rows = step.batch if model.causal else step.tokens
    precision, devices = step.precision, step.devices
    logits = rows * model.vocabulary * LOGIT_BYTES / devices
    return Work(
        {precision.score_units: 2.0 * rows * model.head_weights / devices},
        model.head_weights * precision.embedding_bytes / devices + logits,
        "head",
        # Each device sends its part of the logits to all others.
        link_bytes=logits * (devices - 1),
        launches=step.starts(HEAD_KERNELS),
        exchanges=1.0 if devices > 1 else 0.0,
    )


def _ring(amount: float, devices: int) -> float:
    """Bytes that each device sends so that all have the sum (Patarasuk and Yuan, 2009)."""
    return 2.0 * (devices - 1) / devices * amount if devices > 1 else 0.0
