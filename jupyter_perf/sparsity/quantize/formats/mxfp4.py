"""MXFP4: four-bit floating point in blocks that share a power of two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import FORMATS, _blocks
from ._floats import E2M1

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class MxFp4:
    """E2M1 (0, 0.5, 1, 1.5, 2, 3, 4, 6 and their negatives), 32 of them to an eight-bit exponent.

    The shared exponent is floor(log2(max|w|)) - 2, so the largest weight of a block comes to lie
    between 4 and 8; what is above 6 is stored as 6. A ragged last block is filled up with zeros.

    Source: OCP Microscaling Formats (MX) Specification v1.0 (2023), sections 5.2, 5.3.3 and 6.3.
    """

    name = "mxfp4"
    words = "4-bit floating point, 32 weights to a shared power of two"
    cited = "OCP Microscaling Formats (MX) Specification v1.0, 2023"

    def bits(self, inputs: int) -> float:
        return _blocks.bits(4, inputs)

    def values(self, matrix: torch.Tensor) -> torch.Tensor:
        blocks = _blocks.in_blocks(matrix)
        scales = _blocks.shared_scales(blocks, largest_exponent=2)
        stored = E2M1.rounded(blocks / scales).mul_(scales)
        return stored.reshape(len(matrix), -1)[:, : matrix.shape[1]]


FORMATS.add("mxfp4", MxFp4())
