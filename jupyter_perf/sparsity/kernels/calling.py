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
    import torch

    from .layout import Shape


class NotBuilt(Exception):
    """Why there is no kernel of a kind here: numba or a compiler is missing, or failed."""


Arguments = ctypes.c_int64 * 11
_Work = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
LEAST_PRODUCTS = 1 << 17
"""Of numbers that a thread should have to do: waking one takes as long as some 100,000 of them."""


def run(
    address: int,
    shape: Shape,
    x: torch.Tensor,
    y: torch.Tensor,
    arrays: tuple[torch.Tensor, torch.Tensor, torch.Tensor | None, torch.Tensor | None],
    threads: int,
) -> None:
    """y = x W^T · scales + bias; `arrays` are values, words, scales, bias.

    All are contiguous on the CPU: `x` (batch, inputs) and `y` (batch, rows) in float32.
    """
    batch = len(x)
    least = batch * shape.rows * shape.slots // LEAST_PRODUCTS
    team = _team() if min(threads, least) > 1 else None
    pointers = [0 if each is None else each.data_ptr() for each in (x, y, *arrays)]
    numbers = (team[1], team[2]) if team else (0, 0)
    arguments = Arguments(*pointers, shape.rows, shape.inputs, batch, *numbers)
    if team is None:
        _function(address)(ctypes.addressof(arguments))
    else:
        team[0](address, ctypes.addressof(arguments), min(threads, least), 0)


@functools.cache
def _function(address: int) -> ctypes._FuncPointer:
    return _Work(address)


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
