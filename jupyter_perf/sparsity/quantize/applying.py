"""A number format, applied to a weight of any shape, in parts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from .formats import Format

if TYPE_CHECKING:
    import torch

AT_ONCE = 2**22
"""Numbers that are worked on together: temporary copies are of these, not of the whole weight."""


def quantized(
    weight: torch.Tensor, format: Format, mask: torch.Tensor | None = None
) -> torch.Tensor:
    """Q(weight · mask), without a gradient, in the weight's type and shape; see `fake_quantize`.

    Takes the memory of its result and, at a time, of a few copies of `AT_ONCE` numbers (or of one
    row, where that is more).
    """
    import torch

    _check(weight, mask)
    made = torch.empty_like(weight, requires_grad=False)
    with torch.no_grad():
        for at in parts_of(weight):
            part = weight.detach()[at]
            kept = part if mask is None else part.masked_fill(mask[at] == 0, 0)
            made[at] = _like(_finite_values(matrix_of(kept), format), part)
    return made


def parts_of(weight: torch.Tensor) -> Iterator[slice]:
    """Slices along the first dimension, of about AT_ONCE numbers each; none of an empty weight."""
    if not weight.numel():
        return
    count = max(1, AT_ONCE // (weight.numel() // len(weight)))
    for start in range(0, len(weight), count):
        yield slice(start, min(start + count, len(weight)))


def matrix_of(weight: torch.Tensor) -> torch.Tensor:
    """(rows, inputs) in float32: the second dimension is the inputs, and comes last."""
    return weight.movedim(1, -1).reshape(-1, weight.shape[1]).float()


def _like(matrix: torch.Tensor, part: torch.Tensor) -> torch.Tensor:
    """A matrix in the shape that the weight had."""
    return matrix.reshape(part.movedim(1, -1).shape).movedim(-1, 1)


def _finite_values(matrix: torch.Tensor, format: Format) -> torch.Tensor:
    """NaN and infinity stay what they are, and have no part in the scale of their row."""
    import torch

    low, high = torch.aminmax(matrix)
    if math.isfinite(low) and math.isfinite(high):
        return format.values(matrix)
    finite = matrix.isfinite()
    return format.values(matrix.masked_fill(~finite, 0)).where(finite, matrix)


def _check(weight: Any, mask: torch.Tensor | None) -> None:
    import torch

    if not isinstance(weight, torch.Tensor) or not weight.is_floating_point():
        kind = getattr(weight, "dtype", type(weight).__name__)
        raise UsageError(f"weights in floating point can be quantized, and this is {kind}")
    if weight.layout is not torch.strided or weight.ndim < 2:
        raise UsageError(
            "a weight is quantized by rows: it needs two dimensions or more, and a dense layout;"
            f" this has {weight.ndim} and {weight.layout}"
        )
    if mask is not None and mask.shape != weight.shape:
        raise UsageError(
            f"a mask has the shape of its weight: {tuple(weight.shape)}, not {tuple(mask.shape)}"
        )
