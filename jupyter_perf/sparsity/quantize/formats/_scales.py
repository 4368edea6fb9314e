"""Scales of rows, such that a small code times its scale is exact in float32."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_SHORT = ~0xFF
"""Keeps 16 of a float32's 24 significant bits: a code of up to 8 bits times such a scale is exact,
so that stored weights give back the same codes."""
SCALE_BITS = 32


def row_scales(matrix: torch.Tensor, largest_code: float) -> torch.Tensor:
    """(rows, 1): of each row's largest magnitude, to be stored as `largest_code`.

    Cut to 16 significant bits, downwards, so that no product overflows; 0 for a row of zeros (and
    of numbers so small, below 1e-40, that nothing is left of the scale).
    """
    import torch

    low, high = torch.aminmax(matrix, dim=1, keepdim=True)
    scale = torch.maximum(high, -low).div_(largest_code)
    return (scale.view(torch.int32) & _SHORT).view(torch.float32)


def divided(matrix: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
    """A new tensor: each row in units of its scale, 0 where that is 0."""
    return matrix.div(scales.where(scales > 0, float("inf")))
