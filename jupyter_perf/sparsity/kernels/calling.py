"""Calling a kernel by its address: `work(arguments)`, on one thread or on PyTorch's own.

A compiled kernel is one function that reads its arguments from an array of 64-bit integers, `nm.c`
says which, and does the share of the thread that it runs on. PyTorch has loaded an OpenMP runtime;
its `GOMP_parallel` runs the kernel on the same pool of threads that PyTorch's operators use, so
that none compete. Where there is no such function, one thread does all.
"""

from __future__ import annotations

import ctypes
import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .layout import Shape


class NotBuilt(Exception):
    """Why there is no kernel of a kind here: numba or a compiler is missing, or failed."""


Arguments = ctypes.c_int64 * 11
_Work = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
LEAST_PRODUCTS = 1 << 17
"""Of numbers that a thread should have to do: waking one takes as long as some 100,000 of them."""


class Call:
    """A kernel with the weights that it multiplies by: what doesn't change between products.

    A product of a small layer takes some ten microseconds, so that little may be done for each.
    """

    def __init__(self, address: int, shape: Shape, values: int, words: int, scales: int) -> None:
        """The last three are addresses, 0 for no scales; who calls keeps the arrays alive."""
        self._address = address
        self._function = _Work(address)
        self._weights = (values, words, scales)
        self._sizes = (shape.rows, shape.inputs)
        self._products = shape.rows * shape.slots

    def __call__(self, x: int, y: int, bias: int, batch: int, threads: int) -> None:
        """y = x W^T · scales + bias: addresses of contiguous float32, 0 for no bias.

        `x` is (batch, inputs) and `y` (batch, rows).
        """
        if threads > 1:
            threads = min(threads, batch * self._products // LEAST_PRODUCTS)
        team = _team() if threads > 1 else None
        if team is None:
            arguments = Arguments(x, y, *self._weights, bias, *self._sizes, batch, 0, 0)
            self._function(arguments)
        else:
            arguments = Arguments(x, y, *self._weights, bias, *self._sizes, batch, *team[1:])
            team[0](self._address, ctypes.addressof(arguments), threads, 0)


@functools.cache
def _team() -> tuple[ctypes._FuncPointer, int, int] | None:
    """(runs a function on a team of threads, addresses that say which thread and of how many)."""
    try:
        everything = ctypes.CDLL(None)
        parallel = everything.GOMP_parallel
        asked = (everything.omp_get_thread_num, everything.omp_get_num_threads)
    except (OSError, AttributeError, TypeError):  # TypeError: Windows has no CDLL(None)
        return None
    parallel.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint]
    parallel.restype = None
    number, count = (ctypes.cast(each, ctypes.c_void_p).value or 0 for each in asked)
    return parallel, number, count
