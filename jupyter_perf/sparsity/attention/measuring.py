"""What a policy does to a model: losses by batch, and counts of scores."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...core.ranges import Range
from ...errors import UsageError
from .attaching import deciding
from .calls import Policy
from .feeding import Loss, loss_on
from .policies import Hard
from .tally import Tally

Metric = Callable[[Any], float]
"""A figure of a model in evaluation mode, such as its accuracy on data that it hasn't seen."""
_UPPER = 0.9
"""Of a two-sided 80% interval."""


@dataclasses.dataclass(frozen=True)
class Measured:
    """A model with a policy, on the evaluation batches."""

    losses: tuple[float, ...]
    """One per batch."""
    metric: float | None


def measure(
    model: Any,
    policy: Policy,
    batches: Iterable[Any],
    loss: Loss | None,
    metric: Metric | None,
    tally: Tally | None = None,
) -> Measured:
    """In evaluation mode and without gradients; the model's modes are as before afterwards."""
    import torch

    modes = {module: module.training for module in model.modules()}
    losses = []
    try:
        model.eval()
        with torch.no_grad(), deciding(model, policy):
            for batch in batches:
                if tally is not None:
                    tally.next()
                losses.append(float(loss_on(model, batch, loss)))
            if isinstance(policy, Hard):
                policy.tally = None
            value = None if metric is None else float(metric(model))
    finally:
        for module, mode in modes.items():
            module.training = mode
    if not losses:
        raise UsageError("there are no batches to evaluate on")
    return Measured(tuple(losses), value)


def mean(values: Sequence[float]) -> Range | None:
    """The mean with its 80% interval by Student's t; None for fewer than two, or for NaN."""
    if len(values) < 2 or not all(math.isfinite(each) for each in values):
        return None
    # Of Student's t: scipy.stats gives the same and takes a second to import.
    from scipy.special import stdtrit

    count, middle = len(values), math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((each - middle) ** 2 for each in values) / (count - 1))
    half = float(stdtrit(count - 1, _UPPER)) * spread / math.sqrt(count)
    return Range(middle, middle - half, middle + half)


def change(after: Measured, before: Measured) -> Range | None:
    """Of the loss, batch by batch."""
    if len(after.losses) != len(before.losses):
        return None
    return mean([a - b for a, b in zip(after.losses, before.losses, strict=True)])
