"""Which weights a pattern keeps, by their scores: the reference, in NumPy.

Scores are a matrix of (rows, inputs), larger ones are kept, and of equal ones the first. Backends
do the same in their own arrays; their tests hold them to this. Nothing here depends on chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from ..errors import UsageError
from .pattern import NM, Block, Channel, Pattern, Unstructured

Scores = NDArray[Any]
Mask = NDArray[np.bool_]


def mask(scores: Scores, pattern: Pattern | None) -> Mask:
    """What `pattern` keeps (None: everything): N of each M inputs of a row, or the best weights,
    blocks or rows by their number, as `kept` rounds it.

    Raises UsageError where the pattern doesn't fit the shape of `scores`, or isn't one of ours.
    """
    if scores.ndim != 2:
        raise UsageError(f"scores are a matrix of rows and inputs, not of shape {scores.shape}")
    if pattern is None:
        return np.ones(scores.shape, bool)
    rows, inputs = scores.shape
    if why := pattern.unfit((rows, inputs)):
        raise UsageError(f"{pattern} doesn't fit a weight of {rows}x{inputs}: {why}")
    if isinstance(pattern, NM):
        return _largest(scores.reshape(-1, pattern.m), pattern.n).reshape(scores.shape)
    if isinstance(pattern, Unstructured):
        count = kept(pattern.density, scores.size)
        return _largest(scores.reshape(1, -1), count).reshape(scores.shape)
    if isinstance(pattern, Block):
        return _blocks(scores, pattern)
    if isinstance(pattern, Channel):
        best = _largest(scores.sum(axis=1)[None], kept(pattern.density, rows))
        return np.repeat(best.T, inputs, axis=1)
    raise UsageError(f"there is no mask for the pattern {pattern}")


def kept(density: float, count: int) -> int:
    """How many of `count` are kept: rounded, a half upwards, and at least one."""
    return max(1, min(count, math.floor(density * count + 0.5)))


def global_masks(scores: Mapping[str, Scores], density: float) -> dict[str, Mask]:
    """The best weights of all layers together: `density` of them, at least one of each layer."""
    if not scores:
        return {}
    flat = np.concatenate([each.ravel() for each in scores.values()])
    best = _largest(flat[None], kept(density, flat.size))[0]
    found: dict[str, Mask] = {}
    start = 0
    for name, each in scores.items():
        found[name] = best[start : start + each.size].reshape(each.shape).copy()
        start += each.size
        if each.size and not found[name].any():
            found[name].flat[int(each.argmax())] = True
    return found


def regrown(old: Mask, sizes: Scores, gains: Scores, pattern: Pattern, drop: float) -> Mask:
    """The mask after a share `drop` of what `old` keeps was dropped, and as much grown.

    What is dropped has the smallest `sizes` of the layer (a whole number, rounded down). What grows
    has the largest `gains` of all that isn't kept then, what was just dropped included; with N:M,
    each group grows as many as it lost. Grown weights are `new & ~old`.
    """
    count = math.floor(drop * int(old.sum()) + 1e-9)
    order = np.where(old, -sizes, -np.inf).reshape(1, -1)
    dropped = (_largest(order, count) if count else np.zeros_like(order, bool)).reshape(old.shape)
    stays = old & ~dropped
    width = pattern.m if isinstance(pattern, NM) else old.size
    scores = np.where(stays, -np.inf, gains).reshape(-1, width)
    rank = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1)
    grown = rank < dropped.reshape(-1, width).sum(axis=1, keepdims=True)
    return cast(Mask, stays | grown.reshape(old.shape))


def _largest(scores: Scores, count: int) -> Mask:
    """The `count` largest of each row, the first of equal ones."""
    found = np.zeros(scores.shape, bool)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :count]
    np.put_along_axis(found, best, True, axis=1)
    return found


def _blocks(scores: Scores, pattern: Block) -> Mask:
    rows, inputs = scores.shape
    high, wide = pattern.rows, pattern.columns
    sums = scores.reshape(rows // high, high, inputs // wide, wide).sum(axis=(1, 3))
    best = _largest(sums.reshape(1, -1), kept(pattern.density, sums.size)).reshape(sums.shape)
    return np.repeat(np.repeat(best, high, axis=0), wide, axis=1)
