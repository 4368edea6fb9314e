"""What training costs: operations, days, money, at a stated share of the peak.

Two counts: 6·N·D for N parameters that a token meets and D tokens (Brown et al., "Language Models
are Few-Shot Learners", 2020, appendix D), and the exact one, three times a forward pass with
attention and head, four times for layers whose activations are computed again (Narayanan et al.,
"Efficient Large-Scale Language Model Training on GPU Clusters", 2021, appendix).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ....core.ranges import Range
from ....core.targets import Target
from ....errors import UsageError
from ..roofs import roof_of
from .architecture import Architecture
from .passes import Pass, works
from .precision import Precision

USUAL_MFU = Range(0.40, 0.30, 0.50)
"""Of the dense peak at 16 bits. Llama 3 405B reached 0.38 to 0.43 on 16,384 H100 (2024, section
3.3.2), PaLM 540B 0.46 (2022, section 4.1)."""
PASSES = 3
"""Forward, and twice as much backward: by inputs and by weights."""
_DAY = 86_400.0


@dataclass(frozen=True)
class TrainingRun:
    """Of one run through `tokens`."""

    flops: float
    """The exact count."""
    six_nd: float
    """The usual rule, with the parameters that one token meets."""
    days: Range
    device_hours: Range
    usd: Range | None
    """At the target's price on demand; None where it has none."""
    assumptions: tuple[str, ...]


def forward_flops(
    model: Architecture, sequence: int, batch: int = 1, *, halved: bool = True
) -> float:
    """Of one pass over `batch` sequences, every token predicted from.

    A causal mask leaves about half of attention; `halved=False` counts all of it, as papers often
    do. Raises UsageError for lengths that make no sense.
    """
    if min(sequence, batch) < 1:
        raise UsageError("`sequence` and `batch` must be at least 1")
    step = Pass(batch, sequence, 0, Precision())
    inside = sum(work.total_flops for work in works(model, step) if work.name != "head")
    if model.causal and not halved:
        for block in model.blocks:
            seen = step.pairs(block.attention.window, causal=True)
            whole = step.pairs(None, causal=False)
            inside += block.count * block.attention.score_flops(whole - seen, cached=False)
    return inside + 2.0 * step.tokens * model.head_weights


def training_flops(
    model: Architecture,
    tokens: float,
    sequence: int,
    *,
    recompute: bool = False,
    halved: bool = True,
) -> float:
    """Of training on `tokens` in sequences of `sequence`. Raises as `forward_flops`."""
    if not 0 < tokens < math.inf:
        raise UsageError("`tokens` must be a number above 0")
    forward = forward_flops(model, sequence, halved=halved)
    again = forward - 2.0 * sequence * model.head_weights if recompute else 0.0
    return (PASSES * forward + again) * tokens / sequence


def train(
    model: Architecture,
    tokens: float,
    target: Target,
    *,
    devices: int = 1,
    sequence: int | None = None,
    mfu: Range = USUAL_MFU,
    precision: str = "fp16",
) -> TrainingRun:
    """Days and money for `tokens` on `devices` of `target`, at `mfu` of its dense peak.

    Raises UsageError where the peak isn't known, or a figure makes no sense.
    """
    if devices < 1 or not 0 < mfu.low <= mfu.high <= 1:
        raise UsageError("training needs at least one device, and an MFU above 0 and at most 1")
    length = sequence or model.context
    flops = training_flops(model, tokens, length)
    roof = roof_of(target)
    ideal = roof.compute_seconds({precision: flops}, 0.0)
    if not ideal:
        raise UsageError(f"{target.name}: its operations a second are unknown")
    hours = Range(ideal / mfu.value, ideal / mfu.high, ideal / mfu.low).scaled(1 / 3600)
    price = target.usd_per_hour
    return TrainingRun(
        flops=flops,
        six_nd=6.0 * model.active_parameters * tokens,
        days=hours.scaled(3600 / _DAY / devices),
        device_hours=hours,
        usd=hours.scaled(price) if price else None,
        assumptions=(
            *model.assumptions,
            *roof.substitutions([precision]),
            f"MFU {mfu.value:.2f} ({mfu.low:.2f} to {mfu.high:.2f}), sequences of {length:,}",
            "no failures, no evaluation, activations kept",
        ),
    )
