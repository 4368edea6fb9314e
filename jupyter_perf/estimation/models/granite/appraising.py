"""What a prediction is made of: which instruction takes how much of it, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....core.ranges import Range
from .appraisal import Appraisal
from .batches import Batch
from .chains import growth_and_path
from .examples import Example
from .inference import Outcome
from .model import Model

_LONGEST_LEARNT = 64
"""Instructions: training has few longer blocks, and their intervals are widened."""
_FOR_LENGTH = 1.5
_LEAST = 0.02
"""Of a prediction: as much as a repeated measurement differs by."""
_ON_PATH = 0.25
"""An instruction that the chain meets less than once in four iterations isn't on it."""
_NO_CHAIN = 0.05


def appraisals(model: Model, blocks: Sequence[bytes], *, alike: bool) -> list[Appraisal | None]:
    """One for each of `blocks`, None where it can't be decoded."""
    readable, examples, _ = model.read(blocks, alike=alike)
    found: list[Appraisal | None] = [None] * len(blocks)
    for places, batch, outcome in model.network.outcomes(examples) if examples else ():
        cycles = model.of(outcome)
        _, counts = growth_and_path(batch.schedule, outcome.latency.astype(np.float64))
        for row, place in enumerate(places):
            one = _One(row, batch, outcome, counts)
            found[readable[place]] = one.appraisal(examples[place], cycles[row], model)
    return found


class _One:
    """Block number `row` of a batch."""

    def __init__(self, row: int, batch: Batch, outcome: Outcome, counts: np.ndarray) -> None:
        self.row = row
        self.outcome = outcome
        first = int(batch.starts[row])
        self.nodes = slice(first, first + int(batch.counts[row]))
        n = batch.schedule.edges
        mine = np.flatnonzero(batch.block[batch.source[:n]] == row)
        self.source = batch.source[mine] - first
        self.latency = outcome.latency[mine].astype(float)
        self.counts = counts[mine]

    def appraisal(self, example: Example, cycles: float, model: Model) -> Appraisal:
        stretch, notes = _stretch(example, model)
        ends = self.outcome.spread[self.row].astype(float) * stretch
        low = min(np.exp(min(ends[0], model.residuals[0])), 1 - _LEAST)
        high = max(np.exp(max(ends[1], model.residuals[1])), 1 + _LEAST)
        chain = float(self.outcome.bounds[self.row, 0])
        path = self._path() if chain > _NO_CHAIN else ()
        shares = self._shares()
        return Appraisal(
            Range(float(cycles), float(cycles * low), float(cycles * high)),
            tuple(float(each) for each in cycles * shares),
            chain,
            path,
            notes,
        )

    def _path(self) -> tuple[int, ...]:
        on = np.bincount(self.source, self.counts, self.nodes.stop - self.nodes.start)
        return tuple(int(each) for each in np.flatnonzero(on >= _ON_PATH))

    def _shares(self) -> np.ndarray:
        """(n,), summing to 1: a p-norm of sums is made of its parts in proportion (Euler)."""
        bounds = self.outcome.bounds[self.row].astype(float) + 1e-9
        weights = (bounds / bounds.max()) ** self.outcome.power
        weights /= weights.sum()
        parts = self.outcome.taken[self.nodes].astype(float) / bounds[1:]
        shares = parts @ weights[1:]
        n = self.nodes.stop - self.nodes.start
        chained = np.bincount(self.source, self.counts * self.latency, n)
        if chained.sum() > 0:
            shares += weights[0] * chained / chained.sum()
        return np.asarray(shares / shares.sum())


def _stretch(example: Example, model: Model) -> tuple[float, tuple[str, ...]]:
    """By how much the interval is stretched, and why, in words."""
    widths = model.network.widths
    stretch, notes = widths["plain"], []
    unknown = int((example.tokens[:, 0] == 0).sum())
    total = len(example.tokens)
    if unknown:
        stretch = widths["unknown"] * (1 + unknown / total)
        were = "was" if unknown == 1 else "were"
        notes.append(
            f"{unknown} of {total} instructions {were} hardly ever seen in training: "
            "the interval is wider"
        )
    if total > _LONGEST_LEARNT:
        stretch *= _FOR_LENGTH
        notes.append(f"{total} instructions are more than most in training: the interval is wider")
    return stretch, tuple(notes)
