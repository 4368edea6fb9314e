"""Masks that are N:M both ways: along the inputs of a row and along the rows of an input.

The transpose of such a weight is N:M too, so that a backward pass could use sparse products as
well. It keeps less at the same N:M: of the 1296 masks of 4x4 weights that 2:4 allows, 90 remain.
"""

from __future__ import annotations

import functools
import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import UsageError
from .masks import Mask, Scores
from .pattern import NM, Pattern

ENUMERATED = 4
"""Groups up to this size are tried exhaustively: 24 masks at 1:4, 90 at 2:4."""


def unfit(pattern: Pattern, shape: tuple[int, int]) -> str:
    """Why a weight of (rows, inputs) can have no such mask; empty where it can."""
    if not isinstance(pattern, NM):
        return f"{pattern} has no groups that could be transposed"
    if why := pattern.unfit(shape):
        return why
    if shape[0] % pattern.m:
        return f"its {shape[0]} rows can't be divided into groups of {pattern.m}"
    return ""


def transposable(scores: Scores, pattern: Pattern) -> Mask:
    """A mask of (rows, inputs) with exactly N in each M inputs of a row and each M rows of an input
    that keeps as much of `scores` (none below 0) as it can.

    Groups of up to 4: the best one, by trying all. N = 1: the best one, an assignment solved
    exactly. Else N assignments, each the best of what the ones before it left: exactly N both ways,
    at least as good as any single one of its parts, but not always the best.

    Raises UsageError where the pattern is no N:M or the shape no multiple of M both ways.

    Source: Hubara et al., Accelerated Sparse Neural Training: A Provable and Efficient Method to
    Find N:M Transposable Masks, arXiv 2102.08124, section 4, which states the problem; it solves a
    linear program, or greedily within a factor of 2.
    """
    rows, inputs = scores.shape
    if why := unfit(pattern, (rows, inputs)):
        raise UsageError(f"no transposable mask: {why}")
    assert isinstance(pattern, NM)  # what `unfit` has seen to
    m = pattern.m
    blocks = scores.reshape(rows // m, m, inputs // m, m).transpose(0, 2, 1, 3).reshape(-1, m, m)
    if m <= ENUMERATED:
        tried = candidates(pattern.n, m)
        values = blocks.reshape(len(blocks), -1) @ tried.reshape(len(tried), -1).T.astype(float)
        best = tried[values.argmax(axis=1)]
    else:
        best = np.stack([_assigned(block, pattern.n) for block in blocks])
    grid = best.reshape(rows // m, inputs // m, m, m).transpose(0, 2, 1, 3)
    return np.asarray(grid.reshape(rows, inputs))


@functools.cache
def candidates(n: int, m: int) -> Mask:
    """All masks of (m, m) with n in each row and column, in a fixed order: (how many, m, m).

    Backends score them all at once: `blocks.reshape(-1, m·m) @ candidates.reshape(-1, m·m).T`.
    """
    lines = [
        [place in chosen for place in range(m)] for chosen in itertools.combinations(range(m), n)
    ]
    found = [
        grid
        for grid in itertools.product(lines, repeat=m)
        if all(sum(row[place] for row in grid) == n for place in range(m))
    ]
    return np.array(found, bool)


def _assigned(block: NDArray[Any], n: int) -> Mask:
    """n disjoint assignments of rows to inputs, each of the largest sum. There always is another:
    what k of them leave of the grid has as many open places in each row as in each column."""
    from scipy.optimize import linear_sum_assignment

    found = np.zeros(block.shape, bool)
    closed = -(np.abs(block).sum() + 1) * len(block)
    for _ in range(n):
        places = linear_sum_assignment(np.where(found, closed, block), maximize=True)
        found[places] = True
    return found
