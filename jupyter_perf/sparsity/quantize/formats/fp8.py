"""Eight-bit floating point with a float32 scale for each row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import FORMATS
from ._floats import E4M3, E5M2, SmallFloat
from ._scales import SCALE_BITS, divided, row_scales

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Float8:
    """E4M3 (four exponent bits, three of mantissa, up to 448) or E5M2 (five, two, up to 57344).

    Each row is scaled so that its largest weight is the format's largest number. Weights vary by
    far less than either's range, so the one with more mantissa bits is usually closer; E5M2 is for
    gradients. Both have subnormals, round ties to even and saturate.

    Source: Micikevicius et al. 2022, "FP8 Formats for Deep Learning" (arXiv 2209.05433); the same
    encodings as `torch.float8_e4m3fn` and `torch.float8_e5m2`.
    """

    name: str
    number: SmallFloat
    cited = "Micikevicius et al. 2022, arXiv 2209.05433"

    @property
    def words(self) -> str:
        return "8-bit floating point, one scale per output channel"

    def bits(self, inputs: int) -> float:
        return 8 + SCALE_BITS / inputs

    def values(self, matrix: torch.Tensor) -> torch.Tensor:
        scales = row_scales(matrix, self.number.largest)
        return self.number.rounded(divided(matrix, scales)).mul_(scales)


FORMATS.add("fp8-e4m3", Float8("fp8-e4m3", E4M3))
FORMATS.add("fp8-e5m2", Float8("fp8-e5m2", E5M2))
