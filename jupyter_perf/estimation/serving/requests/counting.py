"""Sizes of requests, sorted into buckets: shares, and mean tokens inside each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ....core import units
from ....errors import UsageError
from ..terms import Buckets, Requests

MOST_TOKENS = 100_000_000
"""Longer ones are taken for errors."""


@dataclass(frozen=True)
class Sizes:
    """Requests' tokens, `input` and `output` (n,), each of which stands for `weight` (n,)."""

    input: np.ndarray
    output: np.ndarray
    weight: np.ndarray | None = None
    """None: one request each."""


def usable(sizes: Sizes) -> tuple[np.ndarray, tuple[str, ...]]:
    """Which rows are sizes (n,), and what is left out, in words.

    Raises UsageError for weights that make no sense.
    """
    if sizes.weight is not None and not (np.isfinite(sizes.weight) & (sizes.weight >= 0)).all():
        raise UsageError("shares or counts of a histogram must be numbers of at least 0")
    both = (sizes.input, sizes.output)
    no_number = np.isnan(both[0]) | np.isnan(both[1])
    too_few = ~no_number & ((both[0] <= 0) | (both[1] <= 0))
    too_many = ~no_number & ~too_few & ((both[0] > MOST_TOKENS) | (both[1] > MOST_TOKENS))
    reasons = {
        "tokens missing or no number": no_number,
        "tokens of 0 or fewer": too_few,
        f"more than {MOST_TOKENS:,} tokens": too_many,
    }
    counts = {words: int(rows.sum()) for words, rows in reasons.items()}
    notes = tuple(
        f"{units.counted(count, 'row')} left out: {words}"
        for words, count in counts.items()
        if count
    )
    return ~(no_number | too_few | too_many), notes


def counted(
    sizes: Sizes, buckets: Buckets, source: str, *, notes: tuple[str, ...] = ()
) -> Requests:
    """Requests of these sizes; longer ones than the last bucket add buckets, each twice as long.

    Raises UsageError where no row is left.
    """
    good, left_out = usable(sizes)
    if not good.all():
        weight = None if sizes.weight is None else sizes.weight[good]
        sizes = Sizes(sizes.input[good], sizes.output[good], weight)
    total = float(len(sizes.input) if sizes.weight is None else sizes.weight.sum())
    if not total > 0:
        nothing = "no request is there to be counted: it is empty, or its rows have no tokens"
        raise UsageError("; ".join((nothing, *left_out)))
    longer, added = extended(buckets, float(sizes.input.max()), float(sizes.output.max()))
    sums, inputs, outputs = _sums(sizes, longer)
    typical = middles(longer)
    empty = sums == 0
    with np.errstate(invalid="ignore"):
        means = (
            np.where(empty, typical[0], inputs / sums),
            np.where(empty, typical[1], outputs / sums),
        )
    whole = sizes.weight is None or (total >= 2 and (sizes.weight == np.rint(sizes.weight)).all())
    return Requests(
        longer,
        sums / total,
        means[0],
        means[1],
        source,
        int(total) if whole else None,
        (*notes, *left_out, *added),
    )


def extended(
    buckets: Buckets, longest_input: float, longest_output: float
) -> tuple[Buckets, tuple[str, ...]]:
    """Buckets for all sizes, and what was added, in words."""
    ends, notes = [], []
    for name, own, longest in (
        ("prompts", buckets.inputs, longest_input),
        ("answers", buckets.outputs, longest_output),
    ):
        more = list(own)
        while more[-1] < longest:
            more.append(2 * more[-1])
        if len(more) > len(own):
            notes.append(
                f"{name} of up to {longest:,.0f} tokens: buckets up to {more[-1]:,} were added"
            )
        ends.append(tuple(more))
    return Buckets(*ends), tuple(notes)


def middles(buckets: Buckets) -> tuple[np.ndarray, np.ndarray]:
    """Tokens that stand for a bucket nobody counted: the geometric mean of its ends."""
    found = []
    for ends in (buckets.inputs, buckets.outputs):
        upper = np.array(ends, dtype=float)
        lower = np.concatenate(([0.0], upper[:-1])) + 1
        found.append(np.sqrt(lower * upper))
    return np.broadcast_to(found[0][:, None], buckets.shape).copy(), np.broadcast_to(
        found[1][None, :], buckets.shape
    ).copy()


def _sums(sizes: Sizes, buckets: Buckets) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights, weighted prompts and answers, summed for each bucket."""
    rows = np.searchsorted(np.array(buckets.inputs, dtype=float), sizes.input)
    columns = np.searchsorted(np.array(buckets.outputs, dtype=float), sizes.output)
    place = rows * buckets.shape[1] + columns
    count = buckets.shape[0] * buckets.shape[1]
    weight = sizes.weight

    def sums(values: np.ndarray | None) -> np.ndarray:
        found = np.bincount(place, values, count)
        return found.reshape(buckets.shape).astype(float)

    if weight is None:
        return sums(None), sums(sizes.input), sums(sizes.output)
    return sums(weight), sums(weight * sizes.input), sums(weight * sizes.output)
