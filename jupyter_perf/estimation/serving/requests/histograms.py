"""Histograms that are given as such: sizes with their shares, or a matrix over buckets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ....core import units
from ....errors import UsageError
from ..terms import Buckets, Requests
from . import counting
from .counting import Sizes


def is_pairs(source: object) -> bool:
    """Whether it is a mapping of (input, output) to shares or counts."""
    return isinstance(source, Mapping) and any(isinstance(key, tuple) for key in source)


def of_pairs(source: Mapping[object, object], buckets: Buckets) -> Requests:
    """`{(prompt tokens, answer tokens): share or count}`. Raises UsageError for anything else."""
    if not all(isinstance(key, tuple) and len(key) == 2 for key in source):
        raise UsageError("a histogram's keys are pairs: tokens of the prompt and of the answer")
    try:
        sizes = np.array([[float(token) for token in key] for key in source])  # type: ignore[attr-defined]
        weight = np.array([float(share) for share in source.values()])  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise UsageError(f"a histogram holds numbers: {error}") from error
    found = Sizes(sizes[:, 0], sizes[:, 1], weight)
    return counting.counted(found, buckets, f"a histogram of {units.counted(len(weight), 'size')}")


def of_matrix(source: object, buckets: Buckets | None) -> Requests:
    """Shares or counts, (inputs, outputs) of `buckets`, as Mélange's `workload_distribution`.

    Raises UsageError where they are none, or there are more or fewer of them than buckets.
    """
    try:
        shares = np.array(source, dtype=float)
    except (TypeError, ValueError) as error:
        raise UsageError(f"a matrix of shares is rows of numbers, all as long: {error}") from error
    if buckets is None:
        raise UsageError(
            "a matrix of shares needs `buckets`: the upper ends of its ranges of tokens, such as "
            "own={'buckets': ((25, 100), (25, 100))}; in a magic give a histogram by sizes instead:"
            " {(25, 25): 0.5, (100, 100): 0.5}"
        )
    if shares.shape != buckets.shape:
        raise UsageError(f"shares of shape {shares.shape} for buckets of shape {buckets.shape}")
    if not (np.isfinite(shares) & (shares >= 0)).all() or not shares.sum() > 0:
        raise UsageError("shares must be numbers of at least 0, and not all of them 0")
    inputs, outputs = counting.middles(buckets)
    notes: tuple[str, ...] = ("sizes inside a bucket: the geometric mean of its ends",)
    if not np.isclose(shares.sum(), 1):
        notes += (f"shares that sum to {shares.sum():.6g} were scaled to 1",)
    return Requests(buckets, shares / shares.sum(), inputs, outputs, "a histogram", None, notes)
