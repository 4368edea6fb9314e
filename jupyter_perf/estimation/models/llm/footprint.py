"""Memory at inference, on each of the devices that share a model, and whether it is there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ....core.ranges import Range
from ....core.targets import Target
from ....errors import UsageError
from .architecture import Architecture
from .passes import LOGIT_BYTES
from .serving import MOST_SEQUENCES, Serving

# Longer prompts are read in pieces of about this many tokens by the servers that are in use.
PIECE_TOKENS = 8192
# Of the memory that is sold, for weights, cache and activations together: the rest is the
# driver's, the runtime's and fragments (vLLM takes this share by default).
USABLE_SHARE = 0.9


@dataclass(frozen=True)
class MemoryUse:
    """Bytes on each device."""

    weights: float
    kv_cache: float
    """When the last token is written."""
    activations: Range
    """What is alive at once inside a layer, with logits: depends on what the runtime fuses."""

    @property
    def total(self) -> Range:
        fixed = self.weights + self.kv_cache
        parts = self.activations
        return Range(fixed + parts.value, fixed + parts.low, fixed + parts.high)


@dataclass(frozen=True)
class Fit:
    """Whether it fits, and by how much."""

    fits: bool
    certain: bool
    """Whether both ends of the range say the same."""
    needed: Range
    usable_bytes: float


def memory(model: Architecture, serving: Serving) -> MemoryUse:
    """Of `serving` at its fullest."""
    precision, devices = serving.precision, serving.devices
    stored = model.stored_weights
    others = model.parameters - stored
    weights = (stored * precision.weight_bytes + others * precision.embedding_bytes) / devices
    length = serving.prompt + serving.output
    tokens = min(serving.batch * serving.prompt, max(PIECE_TOKENS, serving.batch))
    widest = max(max(block.attention.width, block.feed_forward.width) for block in model.blocks)
    inside = tokens * (2 * model.hidden + widest / devices) * precision.activation_bytes
    logits = serving.batch * model.vocabulary * LOGIT_BYTES / devices
    alive = inside + (logits if model.head_weights else 0.0)
    cache = serving.batch * kv_bytes(model, serving, length) if model.causal else 0.0
    # Fused kernels keep about half of it, copies and workspace double it.
    return MemoryUse(weights, cache, Range(alive, alive / 2, 2 * alive))


def kv_bytes(model: Architecture, serving: Serving, length: int) -> float:
    """Of one sequence of `length` tokens, on each device; a window keeps no more than itself."""
    tokens = 0.0
    for block in model.blocks:
        kept = length if block.attention.window is None else min(length, block.attention.window)
        tokens += block.count * kept * block.attention.cached_per_device(serving.devices)
    return tokens * serving.precision.kv_bytes


def fits(model: Architecture, serving: Serving, target: Target) -> Fit:
    """Whether `serving` fits. Raises UsageError where the target's memory isn't known."""
    if target.memory_gb is None:
        raise UsageError(f"{target.name} ({target.title}): its memory's size is unknown")
    usable = target.memory_gb * 1e9 * USABLE_SHARE
    needed = memory(model, serving).total
    certain = (needed.low <= usable) == (needed.high <= usable)
    return Fit(needed.value <= usable, certain, needed, usable)


def largest_batch(model: Architecture, serving: Serving, target: Target) -> int:
    """The most sequences like those of `serving` that fit; 0 where not one does.

    Raises UsageError where the target's memory isn't known.
    """
    fitting, failing = 0, 1
    while failing <= MOST_SEQUENCES and fits(model, replace(serving, batch=failing), target).fits:
        fitting, failing = failing, 2 * failing
    failing = min(failing, MOST_SEQUENCES + 1)
    while failing - fitting > 1:
        middle = (fitting + failing) // 2
        if fits(model, replace(serving, batch=middle), target).fits:
            fitting = middle
        else:
            failing = middle
    return fitting
