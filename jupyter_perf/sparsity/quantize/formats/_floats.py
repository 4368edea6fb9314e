"""Floating-point numbers of few bits, in float32."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class SmallFloat:
    """Of a sign, an exponent and a mantissa; with subnormals below the smallest normal number."""

    mantissa: int
    """Bits, without the leading one."""
    smallest_exponent: int
    """Of normal numbers."""
    largest: float
    """The largest finite number; larger ones are stored as this."""

    def rounded(self, numbers: torch.Tensor) -> torch.Tensor:
        """The nearest of its numbers (ties to the even mantissa), as a new float32 tensor."""
        import torch

        # frexp's mantissa is in [0.5, 1), so its exponent is one above that of 1.xxx.
        exponents = torch.frexp(numbers).exponent.sub_(1).clamp_(min=self.smallest_exponent)
        step = power_of_two(exponents.sub_(self.mantissa))
        return (numbers / step).round_().mul_(step).clamp_(-self.largest, self.largest)


E4M3 = SmallFloat(mantissa=3, smallest_exponent=-6, largest=448.0)
E5M2 = SmallFloat(mantissa=2, smallest_exponent=-14, largest=57344.0)
E2M1 = SmallFloat(mantissa=1, smallest_exponent=0, largest=6.0)


def power_of_two(exponents: torch.Tensor) -> torch.Tensor:
    """2^e as float32, exactly on every device, for int32 exponents from -127 to 127."""
    import torch

    subnormal = 1 << 22
    bits = (exponents + 127).bitwise_left_shift_(23)
    return bits.masked_fill_(exponents < -126, subnormal).view(torch.float32)
