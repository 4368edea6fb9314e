"""Kernels in Python, compiled by numba for this processor and one pattern.

The same function with the same arguments as in `nm.c`, which says how it works.
"""

from __future__ import annotations

import functools
from typing import Any

from .calling import NotBuilt
from .layout import ROWS, place_bits

TILE = 4
"""Batch elements that share what was loaded of the weights."""


def address(n: int, m: int, levels: bool) -> int:
    """Of `work`, compiled for n:m; `levels` for int8. Raises NotBuilt. Takes seconds, once."""
    found = _built(n, m, levels)
    if isinstance(found, str):
        raise NotBuilt(found)
    return int(found.address)


@functools.cache
def _built(n: int, m: int, levels: bool) -> Any:
    """What numba compiled (it keeps the code alive), or why there is nothing."""
    try:
        import numba

        from . import vectors
    except ImportError:
        return "numba is not installed: run `pip install 'jupyter-perf[numba]'`"
    return _work(numba, vectors, n, m, levels)


def _work(numba: Any, vectors: Any, n: int, m: int, levels: bool) -> Any:
    tiles = {batch: _tile(numba, vectors, n, m, levels, batch) for batch in (1, TILE)}
    one, several = tiles[1], tiles[TILE]
    words_of_row = 32 // place_bits(m)
    size = 1 if levels else 4
    argument, call, room = vectors.integer_at, vectors.called, vectors.room
    get, put = vectors.float_at, vectors.put_float

    def work(arguments: int) -> None:
        x, y, values, words = (
            argument(arguments),
            argument(arguments + 8),
            argument(arguments + 16),
            argument(arguments + 24),
        )
        scales, bias = argument(arguments + 32), argument(arguments + 40)
        rows, inputs = argument(arguments + 48), argument(arguments + 56)
        batch, number = argument(arguments + 64), argument(arguments + 72)
        slots = inputs // m * n
        blocks, per_row = (rows + ROWS - 1) // ROWS, (slots + words_of_row - 1) // words_of_row
        me = call(number) if number else 0
        everyone = call(argument(arguments + 80)) if number else 1
        out = room()
        for block in range(blocks * me // everyone, blocks * (me + 1) // everyone):
            own = values + block * slots * ROWS * size
            own_words = words + block * per_row * ROWS * 4
            row = block * ROWS
            b = 0
            while b < batch:
                many = TILE if batch - b >= TILE else 1
                here = x + b * inputs * 4
                if many == TILE:
                    several(slots, own, own_words, here, inputs * 4, out)
                else:
                    one(slots, own, own_words, here, inputs * 4, out)
                for i in range(many):
                    for r in range(min(ROWS, rows - row)):
                        value = get(out + (i * ROWS + r) * 4)
                        if scales:
                            value *= get(scales + (row + r) * 4)
                        if bias:
                            value += get(bias + (row + r) * 4)
                        put(y + ((b + i) * rows + row + r) * 4, value)
                b += many

    return numba.cfunc("void(int64)")(work)


def _tile(numba: Any, vectors: Any, n: int, m: int, levels: bool, batch: int) -> Any:
    """16 rows for `batch` elements (1 or 4): their sums go to `out`."""
    bits = place_bits(m)
    per_word, size = 32 // bits, 1 if levels else 4
    load = vectors.levels_at if levels else vectors.floats_at
    words_at, shifted, pick = vectors.words_at, vectors.shifted, vectors.pick
    fma, zeros, store = vectors.multiplied_added, vectors.zeros, vectors.store
    added, line = vectors.added, ROWS * size

    def one(slots: int, values: int, words: int, x: int, stride: int, out: int) -> None:
        # Four sums, since one alone would wait for its last addition at each step.
        a, b, c, d = zeros(), zeros(), zeros(), zeros()
        whole = slots // per_word * per_word
        for first in range(0, whole, per_word):
            places = words_at(words + first // per_word * ROWS * 4)
            for slot in range(0, per_word, 4):
                here, w = first + slot, values + (first + slot) * ROWS * size
                at = shifted(places, slot * bits)
                a = fma(load(w), pick(x + here // n * m * 4, at, m, bits), a)
                at = shifted(places, (slot + 1) * bits)
                b = fma(load(w + line), pick(x + (here + 1) // n * m * 4, at, m, bits), b)
                at = shifted(places, (slot + 2) * bits)
                c = fma(load(w + 2 * line), pick(x + (here + 2) // n * m * 4, at, m, bits), c)
                at = shifted(places, (slot + 3) * bits)
                d = fma(load(w + 3 * line), pick(x + (here + 3) // n * m * 4, at, m, bits), d)
        if whole < slots:
            places = words_at(words + whole // per_word * ROWS * 4)
            for slot in range(slots - whole):
                at = shifted(places, slot * bits)
                w = values + (whole + slot) * ROWS * size
                a = fma(load(w), pick(x + (whole + slot) // n * m * 4, at, m, bits), a)
        store(out, added(added(a, b), added(c, d)))

    def four(slots: int, values: int, words: int, x: int, stride: int, out: int) -> None:
        a, b, c, d = zeros(), zeros(), zeros(), zeros()
        for first in range(0, slots, per_word):
            places = words_at(words + first // per_word * ROWS * 4)
            for slot in range(min(per_word, slots - first)):
                at = shifted(places, slot * bits)
                w = load(values + (first + slot) * ROWS * size)
                group = x + (first + slot) // n * m * 4
                a = fma(w, pick(group, at, m, bits), a)
                b = fma(w, pick(group + stride, at, m, bits), b)
                c = fma(w, pick(group + 2 * stride, at, m, bits), c)
                d = fma(w, pick(group + 3 * stride, at, m, bits), d)
        store(out, a)
        store(out + 64, b)
        store(out + 128, c)
        store(out + 192, d)

    return numba.njit(one if batch == 1 else four, inline="never")
