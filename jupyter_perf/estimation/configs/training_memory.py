"""What each device keeps while a model is trained: states, and activations of one step.

States are those of mixed precision, for each parameter: weights and gradients of 2 bytes each, and
what the optimizer keeps at 4 bytes (Rajbhandari et al., "ZeRO: Memory Optimizations Toward Training
Trillion Parameter Models", 2020, section 3.1), split evenly among all devices (ZeRO stage 3, or
tensor and pipeline parallel). Activations are counted as in Korthikanti et al., "Reducing
Activation Recomputation in Large Transformer Models", 2022, sections 4 and 5, for any widths: a
token of a layer keeps 6 times its width, its queries, keys and values, and twice what is inside the
feed-forward network, 2 bytes each, which are the 34·h of a GPT. Attention is taken for fused: no
scores are kept. Where all is computed again, a layer keeps its input alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.ranges import Range
from ...errors import UsageError
from ..models.llm import Architecture
from ..models.llm.architecture import Block

if TYPE_CHECKING:
    from .training import Training

OPTIMIZERS = {
    "adamw": 12.0,
    "adam": 12.0,
    "lion": 8.0,
    "momentum": 8.0,
    "sgd": 4.0,
    "adafactor": 4.1,
    "adamw8bit": 6.0,
}
"""Bytes for each parameter that an optimizer keeps, its own copy of the weights at 32 bits among
them: two moments (Adam), one (Lion, SGD with momentum), sums of rows and columns (Adafactor,
Shazeer and Stern, 2018), moments of one byte each (Dettmers et al., 2022)."""
WEIGHTS_AND_GRADIENTS = 4.0
LOGIT_BYTES = 6.0
"""At 16 bits, and at 32 for the loss."""
COPIES = 1.25
"""What fragments and copies of layouts add at most, as a rule."""


def needed(model: Architecture, asks: Training) -> tuple[Range, float]:
    """Bytes on each device, and those of the states among them.

    Raises UsageError for an optimizer that isn't known.
    """
    if asks.optimizer not in OPTIMIZERS:
        raise UsageError(
            f"no optimizer {asks.optimizer[:40]!r}: one of {', '.join(sorted(OPTIMIZERS))}"
        )
    each = (WEIGHTS_AND_GRADIENTS + OPTIMIZERS[asks.optimizer]) / asks.devices
    states = model.parameters * each
    tokens = asks.sequence * asks.batch
    layers = [_kept(model, block) for block in model.blocks for _ in range(block.count)]
    kept = tokens * sum(layers)
    again = tokens * (2.0 * model.hidden * model.layers + max(layers))
    logits = LOGIT_BYTES * tokens * model.vocabulary if model.head_weights else 0.0
    fixed = states + logits
    usual = again if asks.recompute else kept
    return Range(fixed + usual, fixed + min(again, usual), fixed + COPIES * usual), states


def _kept(model: Architecture, block: Block) -> float:
    """Bytes of one token in one layer, until its gradients are known."""
    numbers = 6 * model.hidden + block.attention.width + 2 * block.feed_forward.width
    return 2.0 * numbers


def said(asks: Training) -> tuple[str, ...]:
    """What was assumed of memory."""
    among = f", split among {asks.devices} devices" if asks.devices > 1 else ""
    return (
        f"memory: states of {asks.optimizer} in mixed precision{among} (ZeRO, 2020), activations "
        f"of {asks.batch} × {asks.sequence:,} tokens on each device (Korthikanti et al., 2022): "
        "from computing all of them again to copies of a quarter of them",
    )
