"""MXINT8: eight-bit integers in blocks that share a power of two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import FORMATS, _blocks

if TYPE_CHECKING:
    import torch

_STEP = 2.0**-6
"""An element is an integer of eight bits times this, by the specification."""
_LARGEST_CODE = 127
"""-128 (an element of -2) is left unused, as the specification lets one, for symmetry."""


@dataclass(frozen=True)
class MxInt8:
    """Integers of eight bits in units of 1/64, 32 of them to an eight-bit exponent.

    The shared exponent is floor(log2(max|w|)), so the largest weight of a block comes to lie
    between 1 and 2; what is above 127/64 is stored as that.

    Source: OCP Microscaling Formats (MX) Specification v1.0 (2023), sections 5.2, 5.3.4 and 6.3.
    """

    name = "mxint8"
    words = "8-bit integers, 32 weights to a shared power of two"
    cited = "OCP Microscaling Formats (MX) Specification v1.0, 2023"

    def bits(self, inputs: int) -> float:
        return _blocks.bits(8, inputs)

    def values(self, matrix: torch.Tensor) -> torch.Tensor:
        blocks = _blocks.in_blocks(matrix)
        scales = _blocks.shared_scales(blocks, largest_exponent=0)
        codes = (blocks / scales).mul_(1 / _STEP).round_().clamp_(-_LARGEST_CODE, _LARGEST_CODE)
        stored = codes.mul_(_STEP).mul_(scales)
        return stored.reshape(len(matrix), -1)[:, : matrix.shape[1]]


FORMATS.add("mxint8", MxInt8())
