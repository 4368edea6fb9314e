"""Microscaling: blocks of 32 consecutive inputs that share a power of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._floats import power_of_two

if TYPE_CHECKING:
    import torch

BLOCK = 32
_EXPONENT_BITS = 8
_SMALLEST, _LARGEST = -127, 127
"""Exponents of E8M0, a power of two and nothing else."""


def bits(element: int, inputs: int) -> float:
    """Per weight of a row: an element's, and its share of a shared exponent."""
    return element + _EXPONENT_BITS * -(-inputs // BLOCK) / inputs


def in_blocks(matrix: torch.Tensor) -> torch.Tensor:
    """(rows, blocks, 32); the last block of a row is filled up with zeros."""
    from torch.nn.functional import pad

    rows, inputs = matrix.shape
    if inputs % BLOCK:
        matrix = pad(matrix, (0, -inputs % BLOCK))
    return matrix.reshape(rows, -1, BLOCK)


def shared_scales(blocks: torch.Tensor, largest_exponent: int) -> torch.Tensor:
    """(rows, blocks, 1): 2^(floor(log2(max|v|)) - e), e the exponent of the element's largest
    number (OCP Microscaling Formats v1.0, section 6.3); the smallest for a block of zeros."""
    import torch

    low, high = torch.aminmax(blocks, dim=2, keepdim=True)
    largest = torch.maximum(high, -low)
    exponents = torch.frexp(largest).exponent - 1 - largest_exponent
    exponents = exponents.clamp_(_SMALLEST, _LARGEST).masked_fill_(largest == 0, _SMALLEST)
    return power_of_two(exponents)
