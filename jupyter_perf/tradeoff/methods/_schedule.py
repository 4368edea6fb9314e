"""SlimFit's choice of the layers that train in the next step.

Source: Ardakani et al., SlimFit, arXiv 2305.18513, section 3 (inter-layer scheduling).
"""

from __future__ import annotations

import dataclasses
import random
from typing import Any

UNSEEN = 1e12
"""Scores of layers that never trained lie between this and twice this, so that each gets a turn."""


@dataclasses.dataclass
class Layer:
    """A module with parameters of its own that are trained, and how much those moved last."""

    name: str
    module: Any
    parameters: list[Any]
    score: float
    before: Any = None
    """Its largest parameter before the latest step in which it trained."""

    @property
    def weight(self) -> Any:
        return max(self.parameters, key=lambda each: each.numel())

    @property
    def bytes(self) -> int:
        return sum(each.numel() * each.element_size() for each in self.parameters)

    @property
    def copy_bytes(self) -> int:
        """Of what is kept to be compared."""
        return int(self.weight.numel() * self.weight.element_size())

    def train(self, yes: bool) -> None:
        """Whether it gets gradients in the next step."""
        for parameter in self.parameters:
            parameter.requires_grad_(yes)
            if not yes:
                parameter.grad = None


def layers_of(model: Any, seed: int) -> list[Layer]:
    """In the order of the model's modules; what modules share belongs to the first one."""
    draw = random.Random(seed)
    found: list[Layer] = []
    taken: set[int] = set()
    for name, module in model.named_modules():
        own = [
            each
            for each in module.parameters(recurse=False)
            if each.requires_grad and id(each) not in taken
        ]
        taken.update(id(each) for each in own)
        if own:
            found.append(Layer(name, module, own, UNSEEN * (1 + draw.random())))
    return found


def count_active(layers: int, rate: float) -> int:
    """How many layers train in a step: all but int(rate · layers), and one at least."""
    return max(1, layers - int(rate * layers))


def rescore(layers: list[Layer]) -> None:
    """Of those that have trained: mean |(w_before - w) / w_before|, where w_before isn't 0."""
    import torch

    moved = [each for each in layers if each.before is not None]
    if not moved:
        return
    scores = []
    with torch.no_grad():
        for each in moved:
            before = each.before
            share = ((before - each.weight) / before).abs_()
            share.masked_fill_(before == 0, 0.0)
            scores.append(share.float().sum() / (before != 0).sum().clamp_min(1))
        values = torch.stack([score.cpu() for score in scores]).tolist()
    for each, value in zip(moved, values, strict=True):
        each.score = value
        each.before = None


def highest(layers: list[Layer], count: int) -> list[Layer]:
    """Those with the largest scores."""
    return sorted(layers, key=lambda each: -each.score)[:count]


def largest(layers: list[Layer], count: int) -> list[Layer]:
    """Those with most parameters, so most gradients."""
    return sorted(layers, key=lambda each: -each.bytes)[:count]


def keep(layers: list[Layer]) -> None:
    """Copies of what trains next, to be compared afterwards."""
    for each in layers:
        each.before = each.weight.detach().clone()
