"""Kernels of linear algebra: what a processor computes at best, and what ordinary shapes reach."""

from __future__ import annotations

from typing import Any

from ._probe import Made, Room, probe

_LARGE = 768
_SMALL = 96


@probe("matmul-fp32", "flop")
def matmul_fp32(_room: Room) -> Made:
    """Large matrices of 32 bits multiplied, with all threads."""
    return _product("float32", (_LARGE, _LARGE, _LARGE))


@probe("matmul-fp64", "flop")
def matmul_fp64(_room: Room) -> Made:
    """Large matrices of 64 bits multiplied, with all threads."""
    return _product("float64", (_LARGE, _LARGE, _LARGE))


@probe("matmul-fp32-1", "flop", one_thread=True)
def matmul_fp32_one(_room: Room) -> Made:
    """Large matrices of 32 bits multiplied, with one thread."""
    return _product("float32", (_LARGE, _LARGE, _LARGE))


@probe("matmul-fp64-1", "flop", one_thread=True)
def matmul_fp64_one(_room: Room) -> Made:
    """Large matrices of 64 bits multiplied, with one thread."""
    return _product("float64", (_LARGE, _LARGE, _LARGE))


@probe("matmul-flat", "flop")
def matmul_flat(_room: Room) -> Made:
    """A batch of vectors through a layer: 64 × 1024 times 1024 × 1024, 32 bits."""
    return _product("float32", (64, 1024, 1024))


@probe("matmul-small", "flop")
def matmul_small(_room: Room) -> Made:
    """Small matrices of 32 bits, many times."""
    return _product("float32", (_SMALL, _SMALL, _SMALL), times=20)


def _product(dtype: str, shape: tuple[int, int, int], times: int = 1) -> Made:
    import numpy as np

    rows, inner, columns = shape
    random = np.random.default_rng(0)
    a = random.random((rows, inner)).astype(dtype)
    b = random.random((inner, columns)).astype(dtype)
    out: Any = np.empty((rows, columns), dtype)

    def run() -> None:
        for _ in range(times):
            np.matmul(a, b, out=out)

    return Made(run, 2.0 * rows * inner * columns * times)
