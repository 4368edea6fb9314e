"""Networks and losses for the methods' tests, as users write them."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import functional

from ..trace.models import Attention


class Block(nn.Module):
    def __init__(self, width: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, 4, 2)
        self.mlp = nn.Sequential(
            nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Any) -> Any:
        x = x + self.dropout(self.attention(self.before(x)))
        return x + self.dropout(self.mlp(self.after(x)))


class Gpt(nn.Module):
    """With dropout; says its own loss where it gets labels."""

    def __init__(self, layers: int = 4, width: int = 32, words: int = 96, tied: bool = True):
        super().__init__()
        self.tokens, self.places = nn.Embedding(words, width), nn.Embedding(64, width)
        self.blocks = nn.ModuleList(Block(width) for _ in range(layers))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, words, bias=False)
        if tied:
            self.head.weight = self.tokens.weight

    def forward(self, ids: Any, labels: Any = None) -> Any:
        x = self.tokens(ids) + self.places(torch.arange(ids.shape[1]))
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.norm(x))
        if labels is None:
            return logits
        shifted = functional.cross_entropy(
            logits[:, :-1].float().reshape(-1, logits.shape[-1]), labels[:, 1:].reshape(-1)
        )
        return {"loss": shifted, "logits": logits}


class Residual(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.path = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, width, 3, padding=1),
            nn.BatchNorm2d(width),
        )

    def forward(self, x: Any) -> Any:
        return functional.relu(x + self.path(x))


def resnet(stages: int = 2, deep: int = 2) -> nn.Module:
    rows = [nn.Sequential(*(Residual(8) for _ in range(deep))) for _ in range(stages)]
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, stride=2, padding=1), *rows, nn.AdaptiveAvgPool2d(1), nn.Flatten()
    )


def mlp() -> nn.Module:
    layers: list[nn.Module] = []
    for _ in range(5):
        layers += [nn.Linear(16, 16), nn.Dropout(0.2), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


def ids(batch: int = 3, length: int = 12, words: int = 96) -> Any:
    return torch.randint(0, words, (batch, length), generator=torch.Generator().manual_seed(1))
