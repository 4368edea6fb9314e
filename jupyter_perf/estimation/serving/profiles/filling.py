"""Buckets between measured ones: bilinear in the logarithms of tokens, and never beyond them.

What is interpolated is the logarithm of the throughput, since a request's time is about a power of
its size. That is never more than interpolating the throughput itself would give, and is 0 where a
neighbour can't serve its size.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

Pair = tuple[int, int, float]
"""Positions of two neighbours, and how far from the first to the second; one alone is both."""


def fill(measured: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """`measured` (3, inputs, outputs): value, low, high; NaN where there was no measurement.

    `rows`, `columns`: tokens of each bucket, ascending. Buckets that no four measured ones (or two
    in its own row or column) surround stay NaN. The ends of those that are filled are the lowest
    and the highest of their neighbours'.
    """
    known = ~np.isnan(measured[0])
    at = (np.log(rows), np.log(columns))
    found = measured.copy()
    for row, column in np.argwhere(~known):
        corners = _nearest(known, int(row), int(column), at)
        if corners is not None:
            found[:, row, column] = _between(measured, *corners)
    return found


def _nearest(
    known: np.ndarray, row: int, column: int, at: tuple[np.ndarray, np.ndarray]
) -> tuple[Pair, Pair] | None:
    """The closest measured buckets around this one."""
    rows = list(_pairs(np.flatnonzero(known.any(axis=1)), row, at[0]))
    columns = list(_pairs(np.flatnonzero(known.any(axis=0)), column, at[1]))

    def span(corners: tuple[Pair, Pair]) -> float:
        (top, bottom, _), (left, right, _) = corners
        return float(at[0][bottom] - at[0][top] + at[1][right] - at[1][left])

    return next(
        (
            corners
            for corners in sorted(itertools.product(rows, columns), key=span)
            if known[np.ix_(corners[0][:2], corners[1][:2])].all()
        ),
        None,
    )


def _pairs(measured: np.ndarray, wanted: int, at: np.ndarray) -> Iterator[Pair]:
    below: Sequence[int] = measured[measured < wanted].tolist()
    above: Sequence[int] = measured[measured > wanted].tolist()
    if wanted in measured:
        yield wanted, wanted, 0.0
    for low, high in itertools.product(below, above):
        yield low, high, float((at[wanted] - at[low]) / (at[high] - at[low]))


def _between(measured: np.ndarray, rows: Pair, columns: Pair) -> np.ndarray:
    """(3,)"""
    (top, bottom, down), (left, right, across) = rows, columns
    corners = measured[:, [top, top, bottom, bottom], [left, right, left, right]]
    down_weights = np.array([1 - down, 1 - down, down, down])
    weights = down_weights * np.array([1 - across, across, 1 - across, across])
    # A bucket in a measured row has two neighbours, each of which is there twice.
    value = float(np.prod(corners[0] ** weights))
    return np.array([value, corners[1].min(), corners[2].max()])
