"""Small models with attention, and rows of digits for them."""

from __future__ import annotations

import functools
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

Batch = tuple[torch.Tensor, torch.Tensor]


class Encoder(nn.Module):
    """A transformer over eight rows of eight pixels, of torch's own layers."""

    def __init__(self, width: int = 16, heads: int = 2, layers: int = 1) -> None:
        super().__init__()
        self.into = nn.Linear(8, width)
        self.places = nn.Parameter(torch.randn(8, width) * 0.1)
        layer = nn.TransformerEncoderLayer(width, heads, 32, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.out = nn.Linear(width, 10)

    def forward(self, rows: torch.Tensor, padded: torch.Tensor | None = None) -> torch.Tensor:
        seen = self.encoder(self.into(rows) + self.places, src_key_padding_mask=padded)
        found: torch.Tensor = self.out(seen.mean(1))
        return found


class Own(nn.Module):
    """Calls torch's function itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.qkv = nn.Linear(8, 24)
        self.out = nn.Linear(8, 10)
        self.options = options

    def forward(self, rows: torch.Tensor, **more: Any) -> torch.Tensor:
        query, key, value = self.qkv(rows).unflatten(-1, (3, 2, 4)).movedim(-3, 0).transpose(2, 3)
        seen = F.scaled_dot_product_attention(query, key, value, **self.options, **more)
        found: torch.Tensor = self.out(seen.transpose(1, 2).flatten(-2).mean(1))
        return found


@functools.cache
def digits() -> tuple[list[Batch], list[Batch]]:
    """(to train on, held out) in batches."""
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(0))
    inputs = torch.tensor(pixels, dtype=torch.float32).reshape(-1, 8, 8)[order] / 16
    targets = torch.tensor(labels)[order]
    batches = list(zip(inputs.split(64), targets.split(64), strict=True))
    return batches[:20], batches[20:]


def trained(model: nn.Module, epochs: int, rate: float = 3e-3) -> nn.Module:
    """On the digits, with exact attention."""
    optimizer = torch.optim.Adam(model.parameters(), rate)
    for _ in range(epochs):
        for inputs, targets in digits()[0]:
            optimizer.zero_grad()
            F.cross_entropy(model(inputs), targets).backward()
            optimizer.step()
    return model


def accuracy(model: nn.Module) -> float:
    """On the digits held out, in percent."""
    with torch.no_grad():
        right = sum(int((model(x).argmax(1) == y).sum()) for x, y in digits()[1])
    return 100 * right / sum(len(y) for _, y in digits()[1])
