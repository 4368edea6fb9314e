"""How packed weights lie in memory for the kernels: 16 rows beside each other, so that one vector
holds the same slot of all of them."""

from __future__ import annotations

import dataclasses

import numpy as np

from ..packing import Array, Bytes, Packed

ROWS = 16
"""That are interleaved; a matrix is filled up with rows of zeros."""


@dataclasses.dataclass(frozen=True, eq=False)
class Shape:
    """Of an interleaved matrix: what a kernel has to know beside the arrays."""

    rows: int
    inputs: int
    n: int
    m: int

    @property
    def slots(self) -> int:
        """Values of a row."""
        return self.inputs // self.m * self.n

    @property
    def bits(self) -> int:
        """Of a place: a divisor of 32, so that none spans two words."""
        return place_bits(self.m)

    @property
    def blocks(self) -> int:
        return -(-self.rows // ROWS)

    @property
    def words(self) -> int:
        """Of 32 bits, for the places of a row."""
        return -(-self.slots * self.bits // 32)


def place_bits(m: int) -> int:
    """Of one place in a group of m, as kernels have them: 1, 2, 4 or 8."""
    needed = max(1, (m - 1).bit_length())
    return 1 << (needed - 1).bit_length()


def interleaved(packed: Packed, values: Array) -> tuple[Array, Array]:
    """(values, places) in blocks: (blocks, slots, 16) and uint32 (blocks, words, 16).

    `values` are those of `packed` as floats or levels, (rows, slots).
    """
    shape = Shape(packed.rows, packed.inputs, packed.n, packed.m)
    per_word = 32 // shape.bits
    places = np.zeros((shape.blocks * ROWS, shape.words * per_word), np.uint8)
    places[: shape.rows, : shape.slots] = packed.places
    words = np.zeros((shape.blocks * ROWS, shape.words), np.uint32)
    for slot in range(per_word):
        words |= places[:, slot::per_word].astype(np.uint32) << np.uint32(slot * shape.bits)
    filled = np.zeros((shape.blocks * ROWS, shape.slots), values.dtype)
    filled[: shape.rows] = values
    return _blocks(filled), _blocks(words)


def apart(values: Array, words: Array, shape: Shape) -> tuple[Array, Bytes]:
    """(values, places) by rows again, (rows, slots) each: the opposite of `interleaved`."""
    per_word, mask = 32 // shape.bits, np.uint32((1 << shape.bits) - 1)
    by_row = _rows(words)
    places = np.empty((len(by_row), shape.words * per_word), np.uint8)
    for slot in range(per_word):
        places[:, slot::per_word] = (by_row >> np.uint32(slot * shape.bits)) & mask
    return _rows(values)[: shape.rows], places[: shape.rows, : shape.slots]


def _blocks(by_row: Array) -> Array:
    """(blocks · 16, k) to (blocks, k, 16)."""
    rows, wide = by_row.shape
    return np.ascontiguousarray(by_row.reshape(rows // ROWS, ROWS, wide).transpose(0, 2, 1))


def _rows(blocks: Array) -> Array:
    count, wide, _ = blocks.shape
    return np.ascontiguousarray(blocks.transpose(0, 2, 1).reshape(count * ROWS, wide))
