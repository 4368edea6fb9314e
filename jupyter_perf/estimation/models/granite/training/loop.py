"""The training loop: batches of blocks of like length, a schedule by time, averaged weights."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import torch

_WARM = 0.02
"""Share of the time over which the rate rises."""
_DECAY = 0.999
_LEAST_RATE = 1e-6
_CLIP = 1.0
_FAR = 2.0
"""A prediction of more than this times the label pulls as its logarithm does: still, but less."""
_SORTED = 16
"""Batches that are sorted by length together: alike in length, still by chance."""
_LOW, _HIGH = 0.1, 0.9


class Trainable(Protocol):
    """A network with its own way to see blocks."""

    @property
    def module(self) -> torch.nn.Module:
        """What is trained."""
        ...

    def examples(self, codes: Sequence[bytes]) -> list[Any]:
        """One for each block."""
        ...

    def size(self, example: Any) -> int:
        """Instructions of an example."""
        ...

    def collate(self, examples: Sequence[Any]) -> Any:
        """One batch."""
        ...

    def forward(self, batch: Any) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Cycles (B, heads), and logarithms (B, 2) of low and high over them where it says so."""
        ...

    def penalty(self) -> torch.Tensor | None:
        """Of the last batch, added to its loss in training; None: nothing is."""
        ...

    def settings(self) -> dict[str, Any]:
        """Plain data, enough to build it again."""
        ...


@dataclass
class State:
    """What a checkpoint holds besides the weights; `spent` in CPU-seconds."""

    spent: float = 0.0
    blocks: int = 0
    epochs: int = 0
    average: dict[str, torch.Tensor] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """`seconds` of CPU in all; `batch` blocks at once."""

    seconds: float
    batch: int = 512
    rate: float = 2e-3
    decay: float = 1e-3
    seed: int = 0


def train(
    network: Trainable,
    examples: Sequence[Any],
    cycles: np.ndarray,
    plan: Plan,
    state: State,
    optimizer: torch.optim.Optimizer,
    after_epoch: Callable[[float], None],
) -> None:
    """Train until `plan.seconds` are spent; `after_epoch` gets the mean loss."""
    sizes = np.array([network.size(each) for each in examples])
    labels = torch.from_numpy(cycles).float()
    network.module.train()
    while state.spent < plan.seconds:
        losses = []
        chance = np.random.default_rng((plan.seed, state.epochs))
        for chosen in _batches(sizes, plan.batch, chance):
            begun = time.process_time()
            _set_rate(optimizer, plan, state.spent / plan.seconds)
            batch = network.collate([examples[each] for each in chosen])
            losses.append(_step(network, batch, labels[chosen], optimizer))
            state.blocks += len(chosen)
            _average(network.module, state, plan.batch)
            state.spent += time.process_time() - begun
            if state.spent >= plan.seconds:
                break
        state.epochs += 1
        after_epoch(float(np.nanmean(losses)))


def optimizer_of(network: Trainable, plan: Plan) -> torch.optim.Optimizer:
    """AdamW: GRANITE's Adam with a little decay."""
    parameters = network.module.parameters()
    return torch.optim.AdamW(parameters, lr=plan.rate, betas=(0.9, 0.98), weight_decay=plan.decay)


def _batches(sizes: np.ndarray, batch: int, chance: np.random.Generator) -> Iterator[np.ndarray]:
    order = chance.permutation(len(sizes))
    found = []
    for start in range(0, len(order), _SORTED * batch):
        part = order[start : start + _SORTED * batch]
        part = part[np.argsort(sizes[part], kind="stable")]
        found += [part[k : k + batch] for k in range(0, len(part), batch)]
    yield from (found[place] for place in chance.permutation(len(found)))


def _set_rate(optimizer: torch.optim.Optimizer, plan: Plan, done: float) -> None:
    rising = min(1.0, done / _WARM + 0.05)
    rate = plan.rate * rising * 0.5 * (1 + math.cos(math.pi * done)) + _LEAST_RATE
    for group in optimizer.param_groups:
        group["lr"] = rate


def _step(
    network: Trainable, batch: Any, labels: torch.Tensor, optimizer: torch.optim.Optimizer
) -> float:
    device = next(network.module.parameters()).device
    labels = labels.to(device)
    cycles, spread = network.forward(batch)
    known = ~torch.isnan(labels)
    if not known.any():
        return float("nan")
    ratio = cycles[known] / labels[known]
    loss = error_of(ratio).mean()
    penalty = network.penalty()
    every = loss if penalty is None else loss + penalty
    if spread is not None:
        residual = -torch.log(ratio.detach())
        rows = known.nonzero()[:, 0]
        every = loss + _pinball(residual, spread[rows, 0], _LOW)
        every = every + _pinball(residual, spread[rows, 1], _HIGH)
    optimizer.zero_grad()
    every.backward()
    torch.nn.utils.clip_grad_norm_(network.module.parameters(), _CLIP)
    optimizer.step()
    return float(loss.detach())


def error_of(ratio: torch.Tensor) -> torch.Tensor:
    """|ratio - 1|, the relative error, and beyond _FAR as smooth and slower: some blocks can't be
    predicted, and mustn't pull harder than all others."""
    beyond = _FAR - 1 + _FAR * torch.log(ratio.clamp(min=_FAR) / _FAR)
    return torch.where(ratio > _FAR, beyond, (ratio - 1).abs())


def _pinball(residual: torch.Tensor, quantile: torch.Tensor, level: float) -> torch.Tensor:
    over = residual - quantile
    return torch.maximum(level * over, (level - 1) * over).mean()


@torch.no_grad()
def _average(module: torch.nn.Module, state: State, batch: int) -> None:
    steps = state.blocks / batch
    keep = min(_DECAY, (1 + steps) / (10 + steps))
    for name, tensor in module.state_dict().items():
        if name not in state.average:
            state.average[name] = tensor.clone()
        else:
            # A checkpoint's averages are read to the processor, wherever the module is.
            average = state.average[name].to(tensor.device)
            state.average[name] = average.mul_(keep).add_(tensor, alpha=1 - keep)


@torch.no_grad()
def predicted(
    network: Trainable, examples: Sequence[Any], batch: int = 1024
) -> tuple[np.ndarray, np.ndarray | None]:
    """(cycles (B, heads), logarithms (B, 2) of the interval's ends over them or None)."""
    network.module.eval()
    order = np.argsort([network.size(each) for each in examples], kind="stable")
    cycles: list[np.ndarray] = []
    spreads: list[np.ndarray] = []
    for start in range(0, len(order), batch):
        chosen = [examples[each] for each in order[start : start + batch]]
        found, spread = network.forward(network.collate(chosen))
        cycles.append(found.cpu().numpy())
        if spread is not None:
            spreads.append(spread.cpu().numpy())
    network.module.train()
    back = np.argsort(order, kind="stable")
    return np.concatenate(cycles)[back], np.concatenate(spreads)[back] if spreads else None
