"""Weights as a few evenly spaced levels with one scale for each row (output channel), symmetric.

scale = max |w| / largest level, level = round(w / scale): zero stays zero, so that pruned weights
stay pruned. What was trained with these levels (straight-through) keeps them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

BITS = {"int8": 8, "int4": 4, "int2": 2}
SCALE_BITS = {"int8": 32, "int4": 24, "int2": 24}
"""Of a row's scale in a file: float32, or the upper 24 bits of it (off by 8e-6 at most) where a
whole one would weigh more than it is worth."""


def largest(number: str) -> int:
    """The largest level: 127, 7 or 1. The most negative one is its opposite."""
    return int(2 ** (BITS[number] - 1)) - 1


def to_levels(
    weights: npt.NDArray[np.float32], number: str
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """(levels, scales) of a matrix of (rows, inputs), scales as a file keeps them.

    A row of zeros has the scale 1. Raises ValueError where a weight is not finite.
    """
    if not np.isfinite(weights).all():
        raise ValueError("weights that are NaN or infinite can't be quantized")
    top = largest(number)
    most = np.abs(weights).max(axis=1, initial=0.0).astype(np.float64)
    scales = _kept(np.where(most > 0, most / top, 1.0).astype(np.float32), number)
    scales[scales == 0] = np.finfo(np.float32).tiny  # denormal rows round to levels of zero
    levels = np.rint(weights / scales[:, None]).clip(-top, top)
    return levels.astype(np.int8), scales


def _kept(scales: npt.NDArray[Any], number: str) -> npt.NDArray[np.float32]:
    """As `SCALE_BITS` allows: rounded to nearest, a tie to even."""
    if SCALE_BITS[number] == 32:
        return scales
    bits = scales.view(np.uint32)
    rounded = bits + np.uint32(0x7F) + ((bits >> np.uint32(8)) & np.uint32(1))
    return (rounded & np.uint32(0xFFFFFF00)).view(np.float32)


def scale_bytes(
    scales: npt.NDArray[np.float32], number: str
) -> npt.NDArray[np.float32] | npt.NDArray[np.uint8]:
    """Scales as a file keeps them: (rows,) float32, or (rows, 3) bytes, the lowest first."""
    if SCALE_BITS[number] == 32:
        return scales
    return np.ascontiguousarray(scales.astype("<f4").view(np.uint8).reshape(-1, 4)[:, 1:])


def scales_of(kept: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """What `scale_bytes` made bytes of."""
    if kept.dtype == np.float32:
        return kept
    whole = np.zeros((len(kept), 4), np.uint8)
    whole[:, 1:] = kept
    return whole.view("<f4").ravel().astype(np.float32)
