"""What a mask that is there already does to numbers, in place.

Torch's own operations with booleans take some 8 ns a number on the CPU, several times what the
optimizer's step does: where numba is, its loops over neighbours do the same in half a nanosecond.
"""

from __future__ import annotations

import functools
from typing import Any

import torch
from torch import Tensor

from . import jitted


def split(weight: Tensor, mask: Tensor, aside: Tensor) -> None:
    """`weight` keeps what `mask` keeps; the rest of it goes into `aside`, exactly."""
    if jitted.able(weight, mask, aside):
        jitted.spread(_loops()[0], weight, aside, mask)
        return
    aside.copy_(weight).masked_fill_(mask, 0)
    weight.masked_fill_(~mask, 0)


def prune(numbers: Tensor, mask: Tensor) -> None:
    """Zero where `mask` doesn't keep."""
    if jitted.able(numbers, mask):
        jitted.spread(_loops()[1], numbers.view(torch.int32), mask.view(torch.int8))
    else:
        numbers.masked_fill_(~mask, 0)


@functools.cache
def _loops() -> tuple[Any, Any]:
    import numba
    import numpy

    zero, none = numpy.float32(0), numpy.int32(0)

    def both(w: Any, aside: Any, mask: Any) -> None:
        for place in range(w.shape[0]):
            value = w[place]
            kept = value if mask[place] else zero
            w[place] = kept
            aside[place] = zero if mask[place] else value

    # By their bits, without a condition: a conditional store would be one branch a number.
    def one(bits: Any, mask: Any) -> None:
        for place in range(bits.shape[0]):
            bits[place] &= none - numpy.int32(mask[place])

    compiled = numba.njit(nogil=True, error_model="numpy")
    return compiled(both), compiled(one)
