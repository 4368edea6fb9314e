"""Fast Fourier transforms: 5·n·log₂ n operations (Cooley and Tukey, by radix 2)."""

from __future__ import annotations

import math

from ..tally import Call, Tally, counts, numel


@counts("aten::_fft_c2c", "aten::_fft_r2c", "aten::_fft_c2r")
def transformed(call: Call) -> Tally:
    """Half of it where one side is real."""
    given = call["self"]
    whole = max(numel(given), numel(call.out))
    length = math.prod(max(given.shape[dim], call.out.shape[dim]) for dim in call["dim"])
    real = 1.0 if "c2c" in call.func.name() else 0.5
    return Tally(vector=5.0 * real * whole * math.log2(max(2, length)))
