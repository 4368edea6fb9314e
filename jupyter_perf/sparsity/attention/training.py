"""Fine-tuning: a model alone, or with thresholds for its attention scores."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

from ...core.progress import Progress, Report
from ...errors import UsageError
from .attaching import deciding
from .feeding import Loss, endless, loss_on
from .policies import Exact, Hard, Soft, Switching

MOST_LOSSES = 400


@dataclasses.dataclass(frozen=True)
class Plan:
    """How a model is fine-tuned."""

    steps: int
    lr: float
    threshold_lr: float
    weight: float
    """Of the penalty on scores that are left."""
    settle: float = 0.0
    """The share of steps, the last ones, with thresholds that are fixed and hard."""
    optimizer: Callable[..., Any] | None = None
    """(parameter groups) → an optimizer; Adam where there is none."""


@dataclasses.dataclass
class Went:
    """How it went."""

    losses: list[float] = dataclasses.field(default_factory=list)
    stopped: str = ""
    """Why it ended early; empty where it didn't."""
    exhausted: bool = False
    """Whether because there were no more batches."""


def fit(
    model: Any,
    soft: Soft | None,
    batches: Iterable[Any],
    loss: Loss | None,
    plan: Plan,
    seed: int,
    progress: Report,
    stage: str,
) -> Went:
    """Train `model` in place for `plan.steps` steps, with soft thresholds where there are some.

    The kernel's random state is as before afterwards. An interrupt ends it early. Raises UsageError
    where the loss is no number.
    """
    import torch

    went, began = Went(), time.monotonic()
    optimizer = _optimizer(model, soft, plan)
    feed = endless(batches)
    learning, now = soft, Switching(Exact() if soft is None else soft)
    around = nullcontext() if soft is None else deciding(model, now)
    with torch.random.fork_rng(_cuda_devices(model)), torch.enable_grad(), around:
        torch.manual_seed(seed)
        model.train()
        try:
            for step in range(plan.steps if optimizer is not None else 0):
                if (batch := next(feed, None)) is None:
                    went.stopped = f"the batches ended after {step} of {plan.steps} steps"
                    went.exhausted = True
                    break
                if learning is not None and step >= round(plan.steps * (1 - plan.settle)):
                    now.policy, learning = _fixed(learning), None
                value = _step(model, learning, optimizer, batch, loss, plan.weight, step)
                went.losses.append(value)
                progress(Progress(stage, (step + 1) / plan.steps, time.monotonic() - began))
        except KeyboardInterrupt:
            went.stopped = f"interrupted after {len(went.losses)} of {plan.steps} steps"
    model.zero_grad(set_to_none=True)
    return went


def _optimizer(model: Any, soft: Soft | None, plan: Plan) -> Any:
    """Of weights and thresholds; None where nothing is to be trained."""
    import torch

    groups = [{"params": [p for p in model.parameters() if p.requires_grad], "lr": plan.lr}]
    if soft is not None:
        groups.append({"params": list(soft.thresholds.values()), "lr": plan.threshold_lr})
    groups = [group for group in groups if group["params"]]
    return (plan.optimizer or torch.optim.Adam)(groups) if groups else None


def _fixed(soft: Soft) -> Hard:
    """What the thresholds will do once they are learned."""
    return Hard({name: float(each.detach()) for name, each in soft.thresholds.items()})


def _step(
    model: Any, soft: Soft | None, optimizer: Any, batch: Any, loss: Any, weight: float, step: int
) -> float:
    optimizer.zero_grad(set_to_none=True)
    task = loss_on(model, batch, loss)
    if not math.isfinite(value := float(task.detach())):
        raise UsageError(f"the loss is {value:g} at step {step + 1}: try a smaller `lr`")
    left = None if soft is None else soft.share_left()
    (task if left is None else task + weight * left).backward()
    if soft is not None:
        # Attention that a checkpoint computes anew in the backward pass was counted already.
        soft.left.clear()
    optimizer.step()
    return value


def thinned(losses: list[float]) -> tuple[float, ...]:
    """At most MOST_LOSSES of them, spread evenly, the last among them."""
    if len(losses) <= MOST_LOSSES:
        return tuple(losses)
    last = len(losses) - 1
    return tuple(losses[round(i * last / (MOST_LOSSES - 1))] for i in range(MOST_LOSSES))


def _cuda_devices(model: Any) -> list[int]:
    """Whose random state the training may move."""
    devices = {each.device for each in model.parameters()}
    return sorted(d.index for d in devices if d.type == "cuda" and d.index is not None)
