"""Models of several seeds trained side by side as one, each as it would be alone, in less time.

A stacked layer's weight is those of all seeds below each other, so that groups of inputs, which run
along rows, are as in each seed's own layer. Only what a recipe judges by a whole layer it judges
over all seeds at once: STEP's floor of the variance, and RigL's choice of what to drop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class Linear(nn.Linear):
    """(seeds, ..., inputs) → (seeds, ..., outputs)."""

    def __init__(self, copies: Sequence[nn.Linear]) -> None:
        first = copies[0]
        super().__init__(first.in_features, first.out_features * len(copies))
        self.seeds = len(copies)
        _fill(self, copies)

    def forward(self, x: Tensor) -> Tensor:
        weight = self.weight.view(self.seeds, -1, self.in_features).transpose(1, 2)
        flat = x.reshape(self.seeds, -1, self.in_features)
        found = torch.baddbmm(self.bias.view(self.seeds, 1, -1), flat, weight)
        return found.view(*x.shape[:-1], -1)


class Embedding(nn.Embedding):
    """(seeds, ...) numbers → (seeds, ..., width)."""

    def __init__(self, copies: Sequence[nn.Embedding]) -> None:
        first = copies[0]
        super().__init__(first.num_embeddings * len(copies), first.embedding_dim)
        _fill(self, copies)
        self.count = first.num_embeddings

    def forward(self, ids: Tensor) -> Tensor:
        offsets = self.count * torch.arange(len(ids))
        return super().forward(ids + offsets.view(-1, *(1,) * (ids.dim() - 1)))


class LayerNorm(nn.Module):
    """(seeds, ..., width) → the same."""

    def __init__(self, copies: Sequence[nn.LayerNorm]) -> None:
        super().__init__()
        self.shape = copies[0].normalized_shape
        self.seeds = len(copies)
        self.weight = nn.Parameter(torch.empty(self.seeds * self.shape[0]))
        self.bias = nn.Parameter(torch.empty(self.seeds * self.shape[0]))
        _fill(self, copies)

    def forward(self, x: Tensor) -> Tensor:
        each = (self.seeds, *(1,) * (x.dim() - 2), -1)
        normed = functional.layer_norm(x, self.shape)
        return normed * self.weight.view(each) + self.bias.view(each)


KINDS: dict[type[nn.Module], Any] = {
    nn.Linear: Linear,
    nn.Embedding: Embedding,
    nn.LayerNorm: LayerNorm,
}


def stack(models: Sequence[nn.Module]) -> nn.Module:
    """One model of them all, whose forward pass takes a first axis of seeds. The first model's own
    modules become part of it; give copies."""
    whole = models[0]
    others = [dict(each.named_modules()) for each in models]
    for name, module in list(whole.named_modules()):
        if type(module) in KINDS:
            made = KINDS[type(module)]([each[name] for each in others])
            owner, _, attribute = name.rpartition(".")
            setattr(whole.get_submodule(owner), attribute, made)
    return whole


def unstack(whole: nn.Module, models: Sequence[nn.Module]) -> None:
    """Give each seed's own model what its part of the stack has learnt."""
    learnt = dict(whole.named_parameters())
    with torch.no_grad():
        for name, parameters in zip(
            dict(models[0].named_parameters()),
            zip(*(each.parameters() for each in models), strict=True),
            strict=True,
        ):
            for parameter, part in zip(parameters, learnt[name].chunk(len(models)), strict=True):
                parameter.copy_(part)


def _fill(made: nn.Module, copies: Sequence[nn.Module]) -> None:
    with torch.no_grad():
        for name, parameter in made.named_parameters():
            parameter.copy_(torch.cat([each.get_parameter(name) for each in copies]))
