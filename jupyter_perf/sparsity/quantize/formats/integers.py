"""Symmetric integers with a scale for each row (output channel)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...levels import SCALE_BITS
from . import FORMATS
from ._scales import divided, row_scales

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Integer:
    """Codes from -(2^(b-1) - 1) to 2^(b-1) - 1, and a scale for each row.

    scale = max|w| / (2^(b-1) - 1);  code = round(w / scale);  w ~ code · scale

    A packed file holds these codes and scales (`sparsity.levels`): what was trained with them in
    float32 is what is loaded. Zero is a code, so pruned weights stay pruned, and there is no zero
    point. The most negative code isn't used. Two bits are -1, 0 and 1: a weight below half of its
    row's largest is lost.

    Source: Ding et al. 2023, "USM-Lite" (arXiv 2312.08553): per-channel quantization of weights
    after pruning; int4 and 2:4 are fine alone, int2 or 1:4 alone don't recover.
    """

    width: int
    """Bits of a code, 2 to 8."""
    cited = "Ding et al. 2023, arXiv 2312.08553"

    @property
    def name(self) -> str:
        return f"int{self.width}"

    @property
    def words(self) -> str:
        return f"integers of {self.width} bits, one scale per output channel"

    @property
    def largest(self) -> int:
        """The largest code."""
        return int(2 ** (self.width - 1)) - 1

    def bits(self, inputs: int) -> float:
        return self.width + SCALE_BITS[self.name] / inputs

    def codes(self, matrix: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(codes as int8 (rows, inputs), scales as float32 (rows, 1)) of a float32 matrix."""
        import torch

        scales = row_scales(matrix, self.largest)
        return self._rounded(matrix, scales).to(torch.int8), scales

    def values(self, matrix: torch.Tensor) -> torch.Tensor:
        scales = row_scales(matrix, self.largest)
        return self._rounded(matrix, scales).mul_(scales)

    def _rounded(self, matrix: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
        return divided(matrix, scales).round_().clamp_(-self.largest, self.largest)


INT8, INT4, INT2 = Integer(8), Integer(4), Integer(2)
for each in (INT8, INT4, INT2):
    FORMATS.add(each.name, each)
