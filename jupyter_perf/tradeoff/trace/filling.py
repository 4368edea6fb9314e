"""Numbers for tensors whose own stay where they are: such that steps over them run as usual."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_WIDTH = 0.05
"""Of weights: about what they start with, so that nothing overflows in a deep network."""


def fill(tensor: torch.Tensor, bounds: tuple[int, int] | None, *, weight: bool) -> None:
    """Overwrite `tensor`: weights are small and of both signs, other numbers positive (variances
    and scales are), whole ones within `bounds` or 0, truth values true."""
    import torch

    if not tensor.numel():
        return
    if tensor.dtype is torch.bool:
        tensor.fill_(True)
    elif not (tensor.is_floating_point() or tensor.is_complex()):
        low, high = bounds or (0, 0)
        if low == high:
            tensor.fill_(low)
        else:
            tensor.random_(low, high + 1)
    elif tensor.is_complex() or tensor.element_size() == 1:
        tensor.fill_(1.0)
    elif weight:
        width = min(_WIDTH, math.sqrt(3 / max(1.0, tensor.numel() ** 0.5)))
        tensor.uniform_(-width, width)
    else:
        tensor.uniform_(0.5, 1.5)
