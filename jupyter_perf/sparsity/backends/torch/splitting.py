"""W apart into W · Π and W · (1 - Π), in place."""

from __future__ import annotations

from torch import Tensor


def split(weight: Tensor, mask: Tensor, aside: Tensor) -> None:
    """`weight` keeps what `mask` keeps; the rest of it goes into `aside`, exactly."""
    aside.copy_(weight).masked_fill_(mask, 0)
    weight.masked_fill_(~mask, 0)
