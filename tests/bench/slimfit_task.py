"""A small transformer that was trained for one question about sequences, to be tuned for another.

A sequence has one marker among random letters. It learns first which letter follows the marker, and
is tuned to say which one comes before it.
"""

from __future__ import annotations

import dataclasses

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch_models.vision import Encoder

LETTERS, LENGTH = 8, 12
MARKER, ASK = LETTERS, LETTERS + 1
WIDTH, LAYERS, HEADS = 64, 4, 4
AFTER, BEFORE = 1, -1


class Reader(nn.Module):
    """Answers at its first place, which every sequence leaves free."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(LETTERS + 2, WIDTH)
        self.places = nn.Embedding(LENGTH + 1, WIDTH)
        self.layers = nn.Sequential(*(Encoder(WIDTH, HEADS) for _ in range(LAYERS)))
        self.norm, self.head = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, LETTERS)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.words(ids) + self.places(torch.arange(ids.shape[1], device=ids.device))
        return self.head(self.norm(self.layers(x)[:, 0]))  # type: ignore[no-any-return]


@dataclasses.dataclass
class Sequences:
    """Batches of them, and the letter at `side` of the marker."""

    side: int
    seed: int

    def __post_init__(self) -> None:
        self._draw = torch.Generator().manual_seed(self.seed)

    def batch(self, count: int) -> tuple[Tensor, Tensor]:
        ids = torch.randint(0, LETTERS, (count, LENGTH + 1), generator=self._draw)
        at = torch.randint(2, LENGTH, (count,), generator=self._draw)
        rows = torch.arange(count)
        answer = ids[rows, at + self.side].clone()
        ids[rows, at] = MARKER
        ids[:, 0] = ASK
        return ids, answer


def loss_of(answer: Tensor, scores: Tensor) -> Tensor:
    return functional.cross_entropy(scores, answer)


def accuracy(model: nn.Module, side: int, count: int = 2000) -> float:
    """On sequences that no training has seen."""
    ids, answer = Sequences(side, 10**6).batch(count)
    model.eval()
    with torch.no_grad():
        right = (model(ids).argmax(-1) == answer).float().mean()
    model.train()
    return float(right)
