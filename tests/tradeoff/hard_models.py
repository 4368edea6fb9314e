"""Models that memory methods have trouble with, each for a reason of its own."""

from __future__ import annotations

import threading
from typing import Any

import torch
import torch.utils.checkpoint

nn = torch.nn


def plain() -> nn.Module:
    return nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 8))


class Decides(nn.Module):
    """Control flow that depends on data."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(8, 8)

    def forward(self, x: Any) -> Any:
        return self.inner(x) if x.sum() > 0 else x


class SparseGradient(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(1000, 16, sparse=True)

    def forward(self, index: Any) -> Any:
        return self.table(index)


class Complex(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.filter = nn.Parameter(torch.ones(64, dtype=torch.cfloat))

    def forward(self, x: Any) -> Any:
        return torch.fft.ifft(torch.fft.fft(x) * self.filter).abs()


class InPlace(nn.Module):
    """Changes activations and a buffer in place."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.rectify = nn.Linear(64, 64), nn.ReLU(inplace=True)
        self.register_buffer("mean", torch.zeros(64))

    def forward(self, x: Any) -> Any:
        out = self.rectify(self.inner(x))
        self.mean.mul_(0.9).add_(out.detach().mean(0))
        out = out.clone()
        out[:, 0] = 0
        return out


class Tied(nn.Module):
    """One weight in two layers."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(100, 32)
        self.head = nn.Linear(32, 100, bias=False)
        self.head.weight = self.table.weight

    def forward(self, index: Any) -> Any:
        return self.head(self.table(index))


class OfDict(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(16, 4)

    def forward(self, x: Any, y: Any = None) -> Any:
        out = self.inner(x)
        return {"loss": ((out - y) ** 2).mean(), "logits": out}


class Recomputed(nn.Module):
    """Checkpointed by its author."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(plain() for _ in range(2))
        self.back = nn.Linear(8, 64)

    def forward(self, x: Any) -> Any:
        for block in self.blocks:
            x = self.back(torch.utils.checkpoint.checkpoint(block, x, use_reentrant=False))
        return x


class Heavy(torch.optim.Optimizer):
    """A momentum that nobody's catalogue has."""

    def __init__(self, parameters: Any) -> None:
        super().__init__(parameters, {})

    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            for each in group["params"]:
                if each.grad is not None:
                    kept = self.state[each].setdefault("kept", torch.zeros_like(each))
                    each.data.sub_(kept.add_(each.grad), alpha=0.1)


def locked() -> nn.Module:
    """It holds what can't be pickled."""
    model = plain()
    model.lock = threading.Lock()
    return model
