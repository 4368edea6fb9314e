"""A sparse matrix as what it keeps: the values of n of each m inputs, and their places.

Floats are handled as their bits, so that every value comes back exactly, NaN included; only a
negative zero comes back as 0. Nothing here knows torch.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.unsignedinteger]
"""Floats as unsigned integers of their size."""
Array = npt.NDArray[Any]
Bytes = npt.NDArray[np.uint8]
_ROWS_AT_ONCE = 1 << 20
"""Groups that are sorted in memory at a time."""


@dataclasses.dataclass(frozen=True, eq=False)
class Packed:
    """What is kept of a matrix of `rows` by `inputs`, n of each m consecutive inputs of a row.

    Where a group has fewer than n nonzeros, zeros fill it up: each has n values.
    """

    n: int
    m: int
    rows: int
    inputs: int
    values: Array
    """(rows, inputs / m · n): bits of floats, or int8 levels."""
    places: Bytes
    """Of the same shape: where in its group of m each value stands, ascending in each group."""
    scales: npt.NDArray[np.float32] | None = None
    """(rows,): what a level of each row is worth; None for floats."""


def fits(bits: Bits, n: int, m: int) -> bool:
    """Whether each group of m has at most n nonzeros."""
    rows, inputs = bits.shape
    if inputs % m:
        return False
    kept = nonzero(bits).reshape(rows, inputs // m, m)
    return bool((np.count_nonzero(kept, axis=-1) <= n).all())


def nonzero(bits: Bits) -> npt.NDArray[np.bool_]:
    """True where the float isn't zero of either sign: the highest bit alone says nothing."""
    flags: npt.NDArray[np.bool_] = (bits << bits.dtype.type(1)) != 0
    return flags


def pack(bits: Bits, n: int, m: int) -> Packed:
    """Pack what `fits`. `bits` has the shape (rows, inputs)."""
    rows, inputs = bits.shape
    groups = inputs // m
    flat = bits.reshape(rows * groups, m)
    values = np.empty((rows * groups, n), bits.dtype)
    places = np.empty((rows * groups, n), np.uint8)
    for start in range(0, len(flat), _ROWS_AT_ONCE):
        part = flat[start : start + _ROWS_AT_ONCE]
        # Nonzeros first, each kind in its order; then those that are kept, in theirs.
        order = np.argsort(~nonzero(part), axis=-1, kind="stable")[:, :n]
        order.sort(axis=-1)
        places[start : start + len(part)] = order
        values[start : start + len(part)] = np.take_along_axis(part, order, axis=-1)
    zero = ~nonzero(values)
    values[zero] = 0
    shape = (rows, groups * n)
    return Packed(n, m, rows, inputs, values.reshape(shape), places.reshape(shape))


def unpack(packed: Packed) -> Array:
    """The dense matrix, of the type that the values have, or float32 where there are scales."""
    groups = packed.rows * packed.inputs // packed.m
    values = packed.values
    if packed.scales is not None:
        values = packed.values.astype(np.float32) * packed.scales[:, None]
    dense = np.zeros((groups, packed.m), values.dtype)
    places = packed.places.reshape(groups, packed.n)
    np.put_along_axis(dense, places.astype(np.intp), values.reshape(groups, packed.n), axis=-1)
    return dense.reshape(packed.rows, packed.inputs)


@dataclasses.dataclass(frozen=True, eq=False)
class Blocks:
    """What is kept of a matrix in whole blocks; blocks of 1x1 are any places at all."""

    rows: int
    inputs: int
    block: tuple[int, int]
    kept: npt.NDArray[np.bool_]
    """(rows / block rows, inputs / block columns)."""
    values: Array
    """(kept blocks, block rows · block columns), in the order of `kept`."""


def pack_blocks(bits: Bits, block: tuple[int, int]) -> Blocks:
    """All blocks that aren't zero throughout; `block` divides the matrix."""
    tiles = _tiles(bits, block)
    kept: npt.NDArray[np.bool_] = np.any(nonzero(tiles), axis=-1)
    return Blocks(bits.shape[0], bits.shape[1], block, kept, tiles[kept])


def unpack_blocks(packed: Blocks) -> Array:
    high, wide = packed.block
    tiles = np.zeros((*packed.kept.shape, high * wide), packed.values.dtype)
    tiles[packed.kept] = packed.values
    down, across = packed.kept.shape
    apart = tiles.reshape(down, across, high, wide)
    return apart.transpose(0, 2, 1, 3).reshape(packed.rows, packed.inputs)


def _tiles(bits: Bits, block: tuple[int, int]) -> Bits:
    high, wide = block
    rows, inputs = bits.shape
    apart = bits.reshape(rows // high, high, inputs // wide, wide)
    return apart.transpose(0, 2, 1, 3).reshape(rows // high, inputs // wide, high * wide)
