"""Which n of m places are kept, as one number per group, and numbers in as few bits as they need.

A group's places p_1 < ... < p_n have the rank C(p_1, 1) + ... + C(p_n, n) among all C(m, n)
choices (the combinatorial number system; Knuth, TAOCP 4A, 7.2.1.3, theorem L). It takes
ceil(log2 C(m, n)) bits: 3 for 2:4, where two indices of 2 bits would take 4; as many as one index
where n is 1.
"""

from __future__ import annotations

import functools
import math

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.unsignedinteger]
Bytes = npt.NDArray[np.uint8]
_AT_ONCE = 1 << 20
"""Numbers whose single bits are spread out in memory at a time; a multiple of 8."""
_TABLED = 1 << 16
"""Up to so many choices, all of them are kept in a table."""


def code_bits(n: int, m: int) -> int:
    """Of one group's code; 0 where there is no choice."""
    return (math.comb(m, n) - 1).bit_length()


def encode(places: Bytes, m: int) -> Numbers:
    """The codes of ascending `places`, shape (groups, n): shape (groups,)."""
    table = _binomials(m)
    codes = np.zeros(len(places), np.uint64)
    for nth in range(places.shape[1]):
        codes += table[nth + 1][places[:, nth]]
    return codes


def decode(codes: Numbers, n: int, m: int) -> Bytes:
    """The places of each code, ascending, shape (groups, n).

    Raises ValueError for a code that no choice has.
    """
    choices = math.comb(m, n)
    if len(codes) and int(codes.max()) >= choices:
        raise ValueError(f"a code of {int(codes.max())} where there are {choices} choices")
    if choices <= _TABLED:
        return _all_choices(n, m)[codes.astype(np.intp)]
    return _ranked(codes, n, m)


def pack_bits(numbers: Numbers, bits: int) -> Bytes:
    """`numbers` (one-dimensional, each below 2**bits), the lowest bit first, `bits` for each."""
    shifts = np.arange(bits, dtype=numbers.dtype)
    parts = [np.empty(0, np.uint8)]
    for start in range(0, len(numbers) if bits else 0, _AT_ONCE):
        part = numbers[start : start + _AT_ONCE, None]
        single = ((part >> shifts) & part.dtype.type(1)).astype(np.uint8)
        parts.append(np.packbits(single.ravel(), bitorder="little"))
    return np.concatenate(parts)


def unpack_bits(packed: Bytes, bits: int, count: int) -> Numbers:
    """The `count` numbers that `pack_bits` packed, as uint64 (as uint8 up to 8 bits)."""
    numbers: Numbers = np.zeros(count, np.uint8 if bits <= 8 else np.uint64)
    kind = numbers.dtype.type
    if not bits:
        return numbers
    for start in range(0, count, _AT_ONCE):
        some = min(_AT_ONCE, count - start)
        first = start * bits // 8  # whole: _AT_ONCE is a multiple of 8
        part = packed[first : first + packed_bytes(some, bits)]
        single = np.unpackbits(part, count=some * bits, bitorder="little").reshape(some, bits)
        for bit in range(bits):
            shifted = single[:, bit].astype(numbers.dtype) << kind(bit)
            np.bitwise_or(numbers[start : start + some], shifted, out=numbers[start : start + some])
    return numbers


def packed_bytes(count: int, bits: int) -> int:
    """That `pack_bits` takes for `count` numbers."""
    return -(-count * bits // 8)


@functools.cache
def _binomials(m: int) -> npt.NDArray[np.uint64]:
    """[i][c] = C(c, i) for i and c up to m; C(64, 32) still fits."""
    rows = [[math.comb(c, i) for c in range(m + 1)] for i in range(m + 1)]
    return np.array(rows, np.uint64)


@functools.cache
def _all_choices(n: int, m: int) -> Bytes:
    return _ranked(np.arange(math.comb(m, n), dtype=np.uint64), n, m)


def _ranked(codes: Numbers, n: int, m: int) -> Bytes:
    """Greedily: the largest place whose binomial is not above what is left, from the last down."""
    table, left = _binomials(m), codes.astype(np.uint64)
    places = np.empty((len(codes), n), np.uint8)
    for nth in range(n, 0, -1):
        place = np.searchsorted(table[nth], left, side="right") - 1
        places[:, nth - 1] = place
        left = left - table[nth][place]
    return places
