"""A small transformer that stands for models in general, and its training step."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..making import Making


@dataclasses.dataclass(frozen=True)
class Size:
    """Such that a step has some hundred MB of tensors: an allocator takes up to 20 at once."""

    blocks: int = 4
    width: int = 512
    heads: int = 8
    words: int = 8192
    length: int = 512


def making(size: Size, batch: int, precision: str, optimizer: str, device: str) -> Making:
    """A step over made-up ids; under a FakeTensorMode one without data."""
    import torch

    ids = torch.zeros((batch, size.length), dtype=torch.long, device=device)
    with torch.device(device):
        model = _class()(size).train()
    return Making(model, (ids,), optimizer=optimizer, precision=precision)


def traced(size: Size, batch: int, precision: str, optimizer: str) -> Mapping[str, Any]:
    """The fields of a `Trace` of that step, as it is on a card."""
    from torch._subclasses.fake_tensor import FakeTensorMode

    from ..trace import step

    with FakeTensorMode(allow_non_fake_inputs=True):
        made = making(size, batch, precision, optimizer, "cpu")
        return step.watched(made, foreach=True)


@cache
def _class() -> Any:
    from torch import nn

    class Block(nn.Module):
        def __init__(self, size: Size) -> None:
            super().__init__()
            self.heads = size.heads
            self.norms = nn.ModuleList(nn.LayerNorm(size.width) for _ in range(2))
            self.into = nn.Linear(size.width, 3 * size.width)
            self.out = nn.Linear(size.width, size.width)
            self.wide = nn.Linear(size.width, 4 * size.width)
            self.narrow = nn.Linear(4 * size.width, size.width)

        def forward(self, x: Any) -> Any:
            parts = self.into(self.norms[0](x)).unflatten(-1, (3, self.heads, -1))
            query, key, value = parts.permute(2, 0, 3, 1, 4)
            seen = nn.functional.scaled_dot_product_attention(query, key, value, is_causal=True)
            x = x + self.out(seen.transpose(1, 2).flatten(-2))
            return x + self.narrow(nn.functional.gelu(self.wide(self.norms[1](x))))

    class StandIn(nn.Module):
        def __init__(self, size: Size) -> None:
            super().__init__()
            self.words = nn.Embedding(size.words, size.width)
            self.blocks = nn.Sequential(*(Block(size) for _ in range(size.blocks)))
            self.head = nn.Linear(size.width, size.words)

        def forward(self, ids: Any) -> Any:
            logits = self.head(self.blocks(self.words(ids)))
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), ids.flatten())
            return {"loss": loss}

    return StandIn
